#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same list as bench-export writes, by openpyxl or XlsxWriter: export_peers.py MODE ROWS FILE

Prints CPU seconds and the peak of memory in KiB."""
import datetime
import resource
import sys
import time

HEADINGS = ["STT", "Họ và tên", "Ngày sinh", "Điện thoại", "Đơn vị công tác", "Môn dạy", "Số tiết",
            "Nhiệm kì", "Thư điện tử", "Ghi chú"]
GIVEN = ["Sen", "Đào", "Bưởi", "Ổi", "Khế", "Lựu", "Mận"]
NOTES = [None, None, "=1+1", 'Thay "Bà Sen", từ tháng 10', "-", "dòng 1\ndòng 2"]


def rows(count):
    for i in range(count):
        day = "tháng 5/1980" if i % 50 == 7 else datetime.date(1960 + i % 40, 1 + i % 12, 1 + i % 28)
        yield [i + 1, f"Nguyễn Thị {GIVEN[i % 7]} {i % 1000}", day, f"0900{i % 1000000:06}",
               f"Trường Tiểu học Cầu Ván số {i % 300}", "Khoa học tự nhiên" if i % 2 else "Toán",
               i % 60, f'{{"from": {2000 + i % 25}, "to": null}}', f"gv{i % 100000}@example.invalid",
               NOTES[i % 6]]


def by_openpyxl(count, path):
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for row in rows(count):
        if isinstance(row[9], str) and row[9].startswith("="):
            cell = WriteOnlyCell(sheet, value=row[9])
            cell.data_type = "s"
            row[9] = cell
        sheet.append(row)
    book.save(path)


def by_xlsxwriter(count, path):
    import xlsxwriter
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": "/var/tmp"})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    for number, row in enumerate(rows(count), 1):
        for column, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, day)
            else:
                sheet.write_number(number, column, value)
    book.close()


def main():
    mode, count, path = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    (by_openpyxl if mode == "openpyxl" else by_xlsxwriter)(count, path)
    print(f"{time.process_time():.6f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


main()

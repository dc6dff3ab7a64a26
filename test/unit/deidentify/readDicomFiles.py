"""Reads DICOM files with pydicom and prints all that it finds in each: an array of [path, VR, value] for a file, and its warnings."""
import json
import sys
import warnings

import pydicom


def text(value):
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def walk(dataset, path, rows):
    for element in dataset:
        here = f"{path}{element.tag}"
        if element.VR == "SQ":
            rows.append([here, "SQ", str(len(element.value))])
            for number, item in enumerate(element.value):
                walk(item, f"{here}[{number}].", rows)
        else:
            values = element.value if isinstance(element.value, (list, pydicom.multival.MultiValue)) else [element.value]
            rows.append([here, element.VR, "\\".join(text(value) for value in values)])


files = {}
for name in sys.argv[1:]:
    rows = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        dataset = pydicom.dcmread(name)
        walk(dataset.file_meta, "", rows)
        walk(dataset, "", rows)
    files[name] = {"rows": rows, "preamble": text(dataset.preamble), "warnings": [str(each.message) for each in caught]}
print(json.dumps(files))

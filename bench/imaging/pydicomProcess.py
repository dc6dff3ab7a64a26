"""Decodes in a warm process, as asked for line by line: {"path", "handler"} in, {"ms"} or {"error"} out. The file is in memory before the clock starts."""
import io
import json
import sys
import time

import pydicom

files = {}
for line in sys.stdin:
    request = json.loads(line)
    path, handler = request["path"], request["handler"]
    if path not in files:
        with open(path, "rb") as file:
            files = {path: file.read()}
    try:
        start = time.perf_counter()
        dataset = pydicom.dcmread(io.BytesIO(files[path]))
        if handler == "default":
            pixels = dataset.pixel_array
        else:
            dataset.convert_pixel_data(handler)
            pixels = dataset._pixel_array
        if pixels.dtype.byteorder == ">":
            pixels = pixels.astype(pixels.dtype.newbyteorder("="))
        elapsed = (time.perf_counter() - start) * 1000
        assert pixels.size > 0
        answer = {"ms": elapsed}
    except Exception as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)

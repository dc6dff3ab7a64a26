"""Writes TIFF files of all types with tifffile, and with libtiff's tiffcp copies of them in other encodings, into a folder; prints their shape
and type. The stored values of NAME go to NAME.values: pixel after pixel, page after page, as little-endian float64.

    python3 writeTiffFiles.py FOLDER
"""
import json
import os
import shutil
import subprocess
import sys

import numpy as np
import tifffile

folder = sys.argv[1]
rng = np.random.default_rng(41)
HEIGHT, WIDTH = 37, 53
facts = {}


def values(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return (rng.standard_normal(shape) * 100).astype(dtype)
    info = np.iinfo(dtype)
    return rng.integers(max(info.min, -(2**50)), min(info.max, 2**50), size=shape, endpoint=True).astype(dtype)


def note(name, data, samples, pages=1):
    data.astype("<f8").tofile(os.path.join(folder, name + ".values"))
    facts[name] = {"dtype": data.dtype.newbyteorder("=").name, "rows": HEIGHT, "columns": WIDTH, "samples": samples, "pages": pages}


def write(name, data, samples=1, pages=1, stored=None, **options):
    options.setdefault("photometric", "minisblack" if samples == 1 else "rgb")
    tifffile.imwrite(os.path.join(folder, name), data if stored is None else stored, **options)
    note(name, data, samples, pages)


for code in ["i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]:
    grey = values(code, (HEIGHT, WIDTH))
    write(f"{code}.tif", grey)
    write(f"{code}-big-endian.tif", grey, byteorder=">")
    write(f"{code}-bigtiff.tif", grey, bigtiff=True, rowsperstrip=5, byteorder=">")
    write(f"{code}-tiles.tif", grey, tile=(16, 32))
    write(f"{code}-white-is-zero.tif", grey, photometric="miniswhite")
    write(f"{code}-deflate.tif", grey, compression="zlib", rowsperstrip=7)
    write(f"{code}-pages.tif", values(code, (3, HEIGHT, WIDTH)), pages=3)
    colour = values(code, (HEIGHT, WIDTH, 3))
    write(f"{code}-rgb.tif", colour, samples=3)
    planes = np.ascontiguousarray(np.moveaxis(colour, -1, 0))
    write(f"{code}-planes.tif", colour, samples=3, stored=planes, planarconfig="separate")

tiffcp = shutil.which("tiffcp")
if tiffcp:
    for code in ["i2", "u2", "i4", "f4", "f8"]:
        horizontal = "3" if code.startswith("f") else "2"
        for name, samples in [(f"{code}.tif", 1), (f"{code}-rgb.tif", 3)]:
            for label, arguments in {
                "lzw": ["-c", "lzw"],
                "lzw-differences": ["-c", f"lzw:{horizontal}"],
                "lzw-differences-big-endian": ["-B", "-c", f"lzw:{horizontal}"],
                "deflate-differences-tiles": ["-c", f"zip:{horizontal}", "-t", "-w", "16", "-l", "32"],
                "deflate-differences-tiles-big-endian": ["-B", "-c", f"zip:{horizontal}", "-t", "-w", "16", "-l", "32"],
                "packbits": ["-c", "packbits", "-r", "3"],
                "planes": ["-p", "separate", "-c", f"lzw:{horizontal}"],
                "bigtiff-low-bit-first": ["-8", "-f", "lsb2msb", "-c", "lzw"],
            }.items():
                # libtiff 4.5 swaps the bytes of such floats once too often when it writes; it does not read its own file.
                if horizontal == "3" and label.endswith("big-endian"):
                    continue
                copy = f"{name[:-4]}-{label}-libtiff.tif"
                source, target = os.path.join(folder, name), os.path.join(folder, copy)
                if subprocess.run([tiffcp, *arguments, source, target], capture_output=True).returncode != 0:
                    continue
                shutil.copy(source + ".values", target + ".values")
                facts[copy] = facts[name]
print(json.dumps(facts))

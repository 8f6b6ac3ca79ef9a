"""Mentions of people who do not exist, and who is who among them.

Names are drawn from words that many Indonesians bear, as life draws them: a few very often, most rarely
(Zipf), so that different people share names. Each person holds one to three offices, one after the other, and
is mentioned there on some days, the name as writers put it: with titles and degrees, spelt otherwise, cut
to initials, without a word, now and then misspelt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.invented import Zipf

_GIVEN_WORDS = """
Muhammad Ahmad Abdul Siti Sri Nur Agus Budi Andi Dwi Tri Eko Bambang Rudi Hendra Dedi Edi Heri Joko Yusuf
Ali Hasan Husein Ibrahim Ismail Syamsul Syarif Zainal Rahmat Hidayat Taufik Fauzi Fajar Firman Ridwan
Rizal Rina Rini Ratna Dewi Sari Wati Ayu Putri Indah Lestari Endang Tuti Yanti Yuni Wahyu Wayan Made
Nyoman Ketut Yohanes Petrus Markus Paulus Maria Johannes Daniel Samuel Frans Stefanus Robert Jonathan
Benyamin Yakobus Melkianus Hironimus Djoko Soeharto Soetrisno Suparman Sutrisno Sukardi Suyanto Slamet
Supriyadi Mulyadi Mulyono Haryanto Hartono Darmawan Gunawan Irawan Setiawan Kurniawan Hermawan Arif Akbar
Lukman Mansur Nasir Nurdin Burhan Bahri Baharuddin Jamaluddin Kamaruddin Sirajuddin Syahrul Tajuddin
Usman Umar Wahid Yasin Zulkifli Anwar Asep Cecep Dadang Deden Ujang Iwan Yayat Elang Gatot Imam Jaya
Krisna Laksmi Mega Novita Oktavia Pratama Restu
"""
_LAST_WORDS = """
Santoso Wijaya Saputra Nugroho Prasetyo Susanto Utomo Wibowo Purnomo Raharjo Siregar Nasution Lubis
Harahap Simanjuntak Sitompul Hutapea Manurung Sinaga Situmorang Pasaribu Panjaitan Tambunan Silalahi
Ginting Sembiring Tarigan Wenda Kogoya Yikwa Rumbiak Wanggai Mandacan Pattiasina Latuconsina Tuasikal
Lekatompessy Manoppo Mamonto Lasut Wowor Tangkudung Rompas Daeng Patunru Mappangara Bakrie Hamid Halim
Rahman Rahim Karim Latif Hakim Aziz Salam Malik Basri Idris Yunus Yahya Zakaria Maulana Ramadhan Firdaus
Alamsyah Iskandar Kusuma Wardana Atmaja Suryana Permana Sudrajat Kartasasmita Natakusumah Wiradikarta
Sastra Suryadi Purwanto Widodo Subekti Sugiarto Sulistyo Handoko Setyawan Pamungkas Baskoro Hadinata
Tanoto Gunadi Halomoan Parlindungan Saragih Purba Damanik Girsang Munthe Marbun Nainggolan Gultom
"""
#: Titles of a man and of a woman: sources do not call one person both.
_BEFORE = (
    ["Dr.", "H.", "Ir.", "Drs.", "Prof. Dr.", "Dr. H.", "Bapak"],
    ["Dr.", "Hj.", "Ir.", "Dra.", "Prof. Dr.", "Dr. Hj.", "Ibu"],
)
_AFTER = [", S.H.", ", M.Si.", ", S.Sos., M.A.P.", ", SE, MM", ", M.H.", " S.STP", ", Ph.D."]
_ROLES = [
    "Bupati",
    "Wakil Bupati",
    "Sekretaris Daerah",
    "Kepala Dinas",
    "Kepala Bagian",
    "Inspektur",
    "Asisten",
]
_KIN = {
    "Muhammad": ["Muh.", "M.", "Mohammad", "Mochamad", "Muhamad", "Moh."],
    "Abdul": ["Abd.", "A."],
    "Ahmad": ["Achmad", "A."],
}
_SPELT = [
    ("oe", "u"),
    ("u", "oe"),
    ("dj", "j"),
    ("j", "dj"),
    ("y", "j"),
    ("sy", "sj"),
    ("ch", "kh"),
    ("f", "p"),
    ("dd", "d"),
    ("h", ""),
]

_PROVINCES, _FIRST_DAY, _DAYS = 38, date(2010, 1, 1), 15 * 365


class Mention(NamedTuple):
    """A person as one source has them.

    Attributes:
        id: of the mention.
        person: number of who it is: the truth, which no matcher sees.
        name: as written.
        role, body, province: office, institution and its province.
        seen: day in ISO form; empty for one in ten.
    """

    id: str
    person: int
    name: str
    role: str
    body: str
    province: str
    seen: str


def mentions(number: int, seed: int = 1) -> Iterator[Mention]:
    """Give about ``number`` mentions, the same for the same seed; their order tells nothing."""
    random = Random(seed)
    made: list[Mention] = []
    given, last = (Zipf(words.split(), flatness=8) for words in (_GIVEN_WORDS, _LAST_WORDS))
    bodies = max(60, number // 150)
    person = 0
    while len(made) < number:
        person += 1
        name = _name(random, given, last)
        body, start = random.randrange(bodies), random.randrange(_DAYS)
        for _ in range(random.choices([1, 2, 3], [70, 20, 10])[0]):
            role = random.choice(_ROLES)
            for _ in range(_times(random)):
                day = _FIRST_DAY + timedelta(days=start + random.randrange(4 * 365))
                made.append(
                    Mention(
                        f"m{len(made):07}", person, _written(random, name, person), role, f"body-{body}",
                        f"{11 + body % _PROVINCES}", day.isoformat() if random.random() < 0.9 else "",
                    )
                )  # fmt: skip
            start += 5 * 365
            if random.random() < 0.4:
                body = random.randrange(bodies)
    random.shuffle(made)
    yield from made[:number]


def _times(random: Random) -> int:
    return min(40, 1 + int(random.expovariate(0.4)))


def _name(random: Random, given: Zipf[str], last: Zipf[str]) -> list[str]:
    words = [given.draw(random) for _ in range(random.choices([1, 2], [65, 35])[0])]
    if random.random() < 0.8:
        words.append(last.draw(random))
    return list(dict.fromkeys(words))


def _written(random: Random, name: list[str], person: int) -> str:
    words = [_form(random, word, place) for place, word in enumerate(name)]
    if len(words) > 2 and random.random() < 0.1:
        del words[random.randrange(len(words) - 1)]
    if len(words) > 1 and random.random() < 0.03:
        words = [random.choice(words)]
    text = " ".join(words)
    if random.random() < 0.25:
        text = f"{random.choice(_BEFORE[person % 2])} {text}"
    if random.random() < 0.25:
        text += random.choice(_AFTER)
    return text.upper() if random.random() < 0.02 else text


def _form(random: Random, word: str, place: int) -> str:
    if word in _KIN and random.random() < 0.4:
        return random.choice(_KIN[word])
    chance = random.random()
    if chance < 0.04 and place:
        return f"{word[0]}."
    if chance < 0.1:
        written = word.lower()
        fitting = [(old, new) for old, new in _SPELT if old in written[old == "h" :]]
        if fitting:
            old, new = random.choice(fitting)
            return written.replace(old, new, 1).capitalize()
    if chance > 0.985 and len(word) > 4:
        at = random.randrange(1, len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word

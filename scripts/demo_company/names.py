"""Company names as people type them, and where the companies are."""

import unicodedata

from .draws import stream

# country: (weight in percent, surnames and words, ways to form a name)
COUNTRIES = {
    "Germany": (36, "Müller Schäfer Köhler Weiß Bäcker Vogt Krüger Jäger Lindner Hübner",
                ("Fahrrad {} GmbH", "{} Radsport KG", "Zweirad {}", "{} & Söhne OHG")),
    "France": (11, "Lefèvre Béranger Garçon D'Aubigné Moreau Rousseau L'Hermitte Noël",
               ("Cycles {} SARL", "Vélos {}", "Atelier {}, Lyon")),
    "Netherlands": (8, "Jansen De_Vries Bakker Visser Mulder Van_'t_Hoff",
                    ("Fietsen {} B.V.", "Rijwielhandel {}", "{} Tweewielers")),
    "Austria": (6, "Gruber Wöß Pichler Moser Höller", ("Rad {} GmbH", "Bikestadl {}")),
    "Italy": (6, "Dell'Orto Rossi Cantù Bianco D'Angelo", ("Cicli {} S.r.l.", "Officina {}")),
    "Spain": (5, "Núñez Ibáñez Peña García Cañizares", ("Bicis {} S.L.", "Ciclos {}")),
    "United Kingdom": (4, "O'Connor Smith Whitfield Hawkins Fletcher",
                       ("{}'s Cycles Ltd", "{} Bikes, Leeds", "The {} Bicycle Co.")),
    "Belgium": (4, "Peeters Maes Dubois Willems", ("Velo {} BV", "Fietshuis {}")),
    "Switzerland": (4, "Zürcher Keller Brönnimann Favre", ("Velo {} AG", "Veloplus {}")),
    "Denmark": (3, "Sørensen Kjær Højgaard Møller", ("{} Cykler ApS", "Cykelsmed {}")),
    "Sweden": (3, "Åkesson Lindström Öberg Sjögren", ("{} Cykel AB", "Cykelverkstad {}")),
    "Poland": (3, "Wójcik Łukasik Żak Dąbrowski", ("Rowery {} Sp. z o.o.", "Serwis {}")),
    "Czechia": (2, "Dvořák Němec Růžička Černý", ("Kola {} s.r.o.", "Cyklo {}")),
    "Portugal": (1, "Gonçalves Simões Araújo", ("Bicicletas {} Lda", "Oficina {}")),
    "Ireland": (1, "O'Brien O'Malley Byrne", ("{} Cycles, Cork", "{}'s Bike Shop")),
    "Norway": (1, "Bjørnstad Lønning Ødegård", ("{} Sykkel AS", "Sykkelhuset {}")),
    "Finland": (1, "Mäkinen Hämäläinen Väisänen", ("Pyörä {} Oy", "{} Polku")),
    "Slovenia": (1, "Žnidar Kovač Čuček", ("Kolesa {} d.o.o.", "Servis {}")),
    "Luxembourg": (1, "Wagner Thill Reuter", ("Vëlo {} S.à r.l.", "Cyclo {}")),
}

# what breaks exports: quotes, commas, mark-up, a spreadsheet's formula signs
AWKWARD = {
    12: "Fahrradhaus \"Zur Kette\" GmbH & Co. KG",
    57: "Rad & Tat <Süd> e.K.",
    101: "@rad24, Inh. Jörg Weiß",
    222: "O'Neill, Byrne & Sons \"The Spoke\"",
    303: "+Velo Genossenschaft",
    404: "=Bikes GmbH",
    505: "L'Atelier d'Émile, Vélos",
    606: "Łódzkie Rowery – Żak i Syn",
    707: "-50 % Radmarkt",
}


def country_of(customer_id: str) -> str:
    """Draw a country by weight."""
    weights = [weight for weight, _, _ in COUNTRIES.values()]
    return stream("country", customer_id).choices(list(COUNTRIES), weights)[0]


def name_of(number: int, customer_id: str, country: str) -> str:
    """Return the company name of a customer."""
    if number in AWKWARD:
        return AWKWARD[number]
    draw = stream("name", customer_id)
    _, words, forms = COUNTRIES[country]
    surnames = [word.replace("_", " ") for word in words.split()]
    word, other = draw.sample(surnames, 2)
    kind = draw.random()
    if kind < 0.45:
        word = f"{word}-{other}"
    elif kind < 0.85:
        word = f"{word} {number}"
    return draw.choice(forms).format(word)


def plain(text: str) -> str:
    """Return a name without its accents, as a second clerk would type it."""
    text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("Ł", "L")
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """Return a name as the left part of an e-mail address."""
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in plain(text).lower())
    return ".".join(letters.split()[:3])

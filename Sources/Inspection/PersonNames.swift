/// Whether words are likely a person's name, by short lists of frequent ones.
enum PersonNames {
    /// Given names frequent in France over three generations, without accents.
    static let given: Set<String> = Set(
        """
        adam adele adrien agathe agnes ahmed aicha alain albert alexandra alexandre alexia alexis alice aline alix \
        amandine ambre amelie amina anais andre andrea angele anne annie antoine antonio arnaud arthur aurelie aurelien \
        axel baptiste bastien benedicte benjamin benoit bernadette bernard bertrand brigitte bruno camille carine \
        carlos carole caroline catherine cecile cedric celia celine chantal charles charlotte chloe christelle \
        christian christiane christine christophe claire clara clemence clement colette corinne cyril damien daniel \
        daniele david delphine denis denise didier dominique dylan edith edouard elisabeth elise elodie elsa emilie \
        emma emmanuel emmanuelle enzo eric erwan estelle ethan etienne eva evelyne fabien fabrice fanny farid fatima \
        fatou florence florent florian francis franck francois francoise frederic gabriel gabrielle gael gaston \
        genevieve georges gerard germaine ghislaine gilbert gilles ginette gregory guillaume guy hakim hassan helene \
        henri henriette herve hugo ibrahim ines irene isabelle ismael jacqueline jacques jade jamal james jean jeanne \
        jeannine jennifer jeremy jerome jessica joel john jonathan jose joseph josette josiane jules julia julie julien \
        juliette justine karim karima karine kevin khadija laetitia laura laure laurence laurent lea leila leo leon \
        liam lina lionel lisa loic louis louise luc lucas lucie lucien ludovic lydie madeleine magali malik manon marc \
        marcel margaux marguerite maria marie marine marion marius martine maryse mathieu mathilde matthieu maud \
        maurice max maxime melanie mehdi mia michael michel michele mireille mohamed mohammed monique morgane mounir \
        myriam nadia nadine natacha nathalie nathan nicolas nicole nina noah noel noemie nora odette odile olivier \
        oceane pascal pascale patrice patricia patrick paul paule paulette pauline philippe pierre pierrette quentin \
        rachid raphael raymond regine regis remi renee rene robert robin rodolphe roger roland romain romane rosalie \
        said salome samia samir samira samuel sandra sandrine sara sarah sebastien serge severine simone sofia \
        solange sonia sophie stephane stephanie suzanne sylvain sylvie theo therese thibault thierry thomas tom \
        valentin valerie vanessa veronique victor vincent virginie viviane walid william xavier yann yannick yasmine \
        youssef yves yvette yvonne zoe
        """.split(separator: " ").map(String.init))

    /// The family names that most people in France bear, without accents.
    static let family: Set<String> = Set(
        """
        martin bernard dubois thomas robert richard petit durand leroy moreau simon laurent lefebvre michel garcia david \
        bertrand roux vincent fournier morel girard andre lefevre mercier dupont lambert bonnet francois martinez \
        legrand garnier faure rousseau blanc guerin muller henry roussel nicolas perrin morin mathieu clement gauthier \
        dumont lopez fontaine chevalier robin masson sanchez gerard nguyen boyer denis lemaire duval joly gautier roger \
        roche roy noel meyer lucas meunier jean perez marchand dufour blanchard marie barbier brun dumas brunet schmitt \
        leroux colas fernandez pierre arnaud renard rolland caron aubert giraud leclerc vidal bourgeois renaud lemoine \
        picard gaillard philippe leclercq lacroix fabre dupuis olivier rodriguez da silva hubert louis charles guillot \
        riviere guillaume adam rey moulin gonzalez berger lecomte menard fleury deschamps carpentier julien benoit paris \
        maillard marchal aubry vasseur lebrun collet renault smith johnson williams brown jones miller diallo traore \
        benali haddad cohen levy
        """.split(separator: " ").map(String.init))

    private static let titles: Set<String> = [
        "m", "mr", "mme", "mlle", "mrs", "ms", "dr", "monsieur", "madame", "me", "herr", "frau", "prof", "ing", "dipl",
        "sr", "sra", "pan", "pani",
    ]

    /// Small words within names.
    private static let particles: Set<String> = [
        "de", "du", "des", "da", "do", "dos", "das", "di", "la", "le", "el", "al", "ben", "bin", "ould", "van", "von",
        "der", "den", "ter", "te", "af", "y", "e",
    ]

    /// Words that make names part of the name of a place or a thing.
    private static let places: Set<String> = Set(
        """
        rue avenue boulevard place quai cours allee allees chemin impasse route square passage traverse pont parc jardin \
        saint sainte st ste san santa ecole college lycee hopital stade gare eglise centre quartier secteur zone \
        arrondissement commune ville port plage mairie station metro ligne sur sous les lez aux street road lane park \
        place north south east west district ward
        """.split(separator: " ").map(String.init)
    )

    /// What a text tells of a name.
    enum Likeness {
        /// A word of it is a frequent given name.
        case given
        /// Its first or its last word is a frequent family name.
        case family
        /// One to four capitalised words, particles aside, of which the lists know none.
        case capitalised
    }

    /// Whether a word is a small one within names, written without a capital.
    static func isParticle(_ word: String) -> Bool { particles.contains(word) }

    /// How a text is like a person's name.
    static func likeness(_ text: PlainWords) -> Likeness? {
        guard text.isAlphabetic, (1...6).contains(text.parts), let first = text.words.first,
            let last = text.words.last, !text.words.contains(where: places.contains)
        else { return nil }
        if text.words.contains(where: given.contains) { return .given }
        if titles.contains(first), text.words.count > 1 { return .given }
        if family.contains(first) || family.contains(last) { return .family }
        let long = text.words.filter { !particles.contains($0) }
        guard text.isCapitalised, !long.isEmpty, text.parts <= 4 + text.words.count - long.count,
            long.allSatisfy({ (2...16).contains($0.utf8.count) })
        else {
            return nil
        }
        return .capitalised
    }
}

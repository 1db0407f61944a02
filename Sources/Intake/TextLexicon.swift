/// Words of the field, French and English, in small letters without accents: every model has them all.
///
/// The list is closed and written by hand, so that it tells nothing of any city's texts.
enum TextLexicon {
    /// The words.
    static let words: [String] = list(
        """
        abandon abandonne abandonnee abandonnees abandonnes aboie aboiement aboiements aboient accident accidents agresse
        agressee agression agressif agressifs alarme alarmes alcool alcoolise alcoolisee alcoolises ambulance animal animaux
        appel appelle arbre arme armes arrache arret assistance attroupement automobile bagarre bagarres bailleur barbecue
        batte battent benne blesse blessee blesses blocage bloque bloquent bloquee boite bouteille bouteilles brise brisee
        broyeur bruit bruits brulage brule brulent bruyant bruyante bruyants bus cage cailloux cambriolage cambriolages camion
        canalisation cannabis carcasse carton cassee casse cave caves chahut chaleur chantier chat chaussee chien chiens
        chute circulation collision combustion commerce conflit constat contravention coups coupure couteau crie crient cris
        crise crottes cyclomoteur danger dangereux deal dealer dealers debris dechet dechets decharge defenestration degat
        degats degradation degradations degrade degradee degrades deambulation depannage depot depots depose derange derapage
        deranges deteriore detonation detritus deversement differend discotheque dispute disputent disputes divagation dort
        drogue drogues eau eboulement eclairage eclatement ecole emballages encombrant encombrants enfant enfants engin
        entrave epave epaves errance errant errants escalier escroquerie essence etincelles evanoui exhibition exhibitionniste
        explosion explosions extincteur fenetre festive fete feu feux fourriere foyer fugue fuite fume fumee fumees fumes
        fumigene fusil garage gaz gazon genant genante genants gene graffiti graffitis grille groupe gravats halle hall harcele
        harcelement hurle hurlements hurlent hurler immeuble incendie incivilite incivilites individu individus inondation
        insalubre insalubrite insulte insultes intrusion introduction ivre ivresse ivres jardin jets jeune jeunes klaxon
        lampadaire lance local logement malaise manifestation marchand matelas mauvaise menace menaces mendicite meuble meubles
        mobilier mortier mortiers moteur moto motos motocross moustique musique muscle nuisance nuisances nuisible nocturne
        nuit obstruction odeur odeurs ordure ordures outrage panne panneau parc parking partie passage pelouse personne
        personnes petard petards peur pieton pietons pigeons piscine place plainte plage pneu pneus poignard police pollution
        pompiers portail porte poubelle poubelles poursuite poussiere proprete protoxyde proxenetisme puanteur punaises quad
        querelle racolage rage ramassage rassemblement rat rats ravin rebellion regroupement regroupements rideau risque rixe
        rixes rodeo rodeos route rue ruisseau sac sacs sale salete scooter scooters secours sans seringue seringues signal
        signalisation sirene somnole sonore sonores sortie squat squatte squatteurs square stade stationne stationnee
        stationnement stationnements stationnes stupefiant stupefiants tag tags tags tapage tapages tapageur tente terrasse
        tir tirs toxicomane toxicomanes trafic trafiquant travaux trottoir trouble troubles troue urgence urine urinent
        vandalisme vehicule vehicules vendeur vente verglas verre vibration violence violences violent violents vitesse vitre
        vitres vitrine voie voisin voisinage voisine voisins voiture voitures vol vole volee voles voleur volet voyeur
        abandoned accident alcohol ambulance animal assault barking bins blocked bottle bottles break broken brawl burglary
        burning bus camp car cars children collision construction crash crowd damage damaged dealing dispute disturbance dog
        dogs domestic double drinking drug drugs drunk dumped dumping emergency explosion fight fighting fights fire fireworks
        flood flytipping garbage gas gathering graffiti group gun harassment hazard hydrant ice illegal injured intoxicated
        intruder knife leak light lights litter littering loitering loud medical mischief motorcycle music needle needles
        neighbour neighbours night noise noisy nuisance obstruction odour overdose parked parking party people person playground
        pothole prostitution quarrel racing rats robbery rubbish scooter screaming shooting shots shouting sidewalk smash
        smell smoke sound speeding stolen street streetlight suspicious syringe theft thief threat threatening threats traffic
        trash trespass trespassing truck vandalism vehicle vehicles violence waste weapon window yelling youths
        """)

    /// Frequent given and family names of France, which are never learned as words however many records share them.
    static let names: Set<String> = Set(
        list(
            """
            adam adrien agnes alain alexandre alexis alice amandine amelie andre anne anthony antoine arnaud arthur aurelie
            aurore baptiste benjamin benoit bernard bertrand brigitte bruno camille caroline catherine cedric celine charles
            charlotte chantal christelle christian christine christophe claire claude clement corinne cyril damien daniel david
            delphine denis didier dominique elise elodie emilie emma emmanuel eric etienne fabien fabrice fatima florence florian
            franck francis francois francoise frederic gabriel georges gerard gilles guillaume guy helene henri herve hugo
            ibrahim isabelle jacqueline jacques jean jeanne jeremy jerome joel jonathan joseph julie julien karim karine kevin
            laetitia laura laurence laurent lea leo louis louise luc lucas lucie ludovic manon marc marcel marguerite maria marie
            marine martine mathieu mathilde maurice maxime mehdi melanie michel michele mickael mohamed mohammed monique morgane
            myriam nadia nadine nathalie nicolas nicole odette olivier pascal patrice patrick paul pauline philippe pierre quentin
            rachid raphael raymond regis remi rene robert roger romain said samuel sandra sandrine sarah sebastien serge severine
            simon simone solange sonia sophie stephane stephanie sylvain sylvie theo therese thierry thomas valerie vanessa
            veronique victor vincent virginie xavier yann yannick youssef yves yvette yvonne zoe
            andre aubert bailly barbier baron benali bertrand bernard besson blanchard bonnet boucher bourgeois boyer brun
            brunet carpentier chevalier clement colin collet da-silva david denis deschamps diallo dubois dufour dumas dumont
            dupont dupuis dupuy durand duval fabre faure fernandez ferreira fleury fontaine fournier francois gaillard garcia
            garnier gauthier gautier gerard germain giraud girard gonzalez guerin guillaume guillot henry herve hubert hamel huet
            jacquet jean joly julien klein lacroix laine lambert laurent leblanc leclerc leclercq lecomte lefebvre lefevre lefort
            legrand lemaire lemoine leroux leroy lopez louis lucas maillard marchal marechal marie marty martin martinez masson
            mathieu menard mercier meunier meyer michel moreau morel morin moulin muller nguyen nicolas noel olivier paris perez
            perrin perrot petit philippe picard pierre poirier pons prevost ramdani remy renard renaud renault rey richard riviere
            robert robin roche rodriguez roger rolland rousseau roussel roux royer sanchez schmitt schneider simon traore thomas
            vasseur vidal vincent weber
            """))

    private static func list(_ text: String) -> [String] {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init)).sorted()
    }
}

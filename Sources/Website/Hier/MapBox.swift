import Markup
import Vocabulary

/// The box that the map's script draws into, with the words it needs, and what stands there without scripts.
struct MapBox {
    let question: Question
    /// The address of the figures, with its question.
    let figures: String
    let territory: Territory
    let language: Language

    /// The box.
    var html: HTML {
        let water: HTML = territory.water == nil ? .nothing : " data-water=\"/api/v1/water\""
        return """
            <div id="map" class="map" hidden data-places="/api/v1/places/\(question.level.key)" \
            data-figures="\(figures)"\(water) data-place="\(question.place ?? "")" \
            data-label="\(YesterdayWords.mapLabel[language])" data-unknown="\(Words.unknown[language])" \
            data-few="\(YesterdayWords.tooFew[language])" data-between="\(YesterdayWords.between[language])" \
            data-zoom-in="\(YesterdayWords.zoomIn[language])" data-zoom-out="\(YesterdayWords.zoomOut[language])" \
            data-two-fingers="\(YesterdayWords.twoFingers[language])"></div>
            <p id="map-hover" class="hover" hidden></p>
            <noscript><p class="note">\(YesterdayWords.mapNeedsScript[language])</p></noscript>

            """
    }
}

/// The planted truths as JSON, so that an analysis can be marked.
struct TruthText {
    private var text = ByteText()

    /// Writes what was planted in the city and what came of it in the delivered file.
    static func write(
        city: SimulatedCity, delivery: IncidentDelivery, to write: ([UInt8]) throws -> Void
    ) rethrows {
        var truth = TruthText()
        truth.describe(city: city, delivery: delivery)
        try truth.text.flush(to: write, always: true)
    }

    private mutating func describe(city: SimulatedCity, delivery: IncidentDelivery) {
        text += "{\n  \"note\": "
        text.append(json: SimulatedCity.notice)
        // Seeds may pass 2⁵³, where JSON's numbers lose digits.
        text += ",\n  \"seed\": \"\(city.seed)\",\n  \"from\": \"\(city.days.lowerBound.iso)\""
        text += ",\n  \"to\": \"\(city.days.upperBound.iso)\",\n  \"clusters\": ["
        for (index, cluster) in city.clusters.enumerated() {
            text += index == 0 ? "\n    {\"name\": " : ",\n    {\"name\": "
            text.append(json: cluster.name)
            text += ", \"category\": \"\(cluster.category)\", \"longitude\": "
            text.append(scaled: cluster.centre.longitudeE6, decimals: 6)
            text += ", \"latitude\": "
            text.append(scaled: cluster.centre.latitudeE6, decimals: 6)
            text += ", \"radius_m\": \(Int(cluster.radius))"
            text += ", \"first_day\": \"\(cluster.days.lowerBound.iso)\""
            text += ", \"last_day\": \"\(cluster.days.upperBound.iso)\""
            text += ", \"hours\": \(cluster.hours.sorted()), \"multiplier\": "
            number(cluster.multiplier)
            text += ", \"usual_calls\": "
            number(cluster.usualCalls)
            text += ", \"added_calls\": \(delivery.clusterCalls[index])}"
        }
        let measure = city.measure
        text += "\n  ],\n  \"measure\": {\"name\": "
        text.append(json: measure.name)
        text += ", \"quartiers\": ["
        for (index, quartier) in measure.quartiers.enumerated() {
            text += (index == 0 ? "" : ", ") + "\"\(city.quartiers[quartier].id)\""
        }
        text += "], \"from\": \"\(measure.from.iso)\", \"categories\": ["
        text += measure.categories.map { "\"\($0)\"" }.joined(separator: ", ")
        text += "], \"hours\": \(measure.hours.sorted()), \"effect\": "
        number(measure.effect)
        text += ", \"prevented_calls\": \(delivery.preventedCalls)},\n  \"categories\": ["
        for (index, category) in IncidentCategory.all.enumerated() {
            text += index == 0 ? "\n    {" : ",\n    {"
            text += "\"code\": \"\(category.code)\", \"sound_rows\": \(delivery.soundRows[index])"
            let effects = [
                ("yearly_growth", category.yearlyGrowth), ("school_holiday_effect", category.schoolHolidayEffect),
                ("heat_effect_per_degree_above_27", category.heatEffect), ("rain_effect", category.rainEffect),
                ("dispersion_shape", category.dispersionShape),
            ]
            for (name, value) in effects {
                text += ", \"\(name)\": "
                number(value)
            }
            text.append("}")
        }
        text += "\n  ],\n  \"incidents\": {\"rows\": \(delivery.rows)"
        text += ", \"without_coordinates\": \(delivery.withoutCoordinates)"
        text += ", \"outside_the_city\": \(delivery.outsideTheCity), \"unknown_code\": \(delivery.unknownCode)"
        text += ", \"unreadable_date\": \(delivery.unreadableDate), \"repeated_number\": \(delivery.repeatedNumber)"
        text += ", \"event_calls\": \(delivery.eventCalls)}\n}\n"
    }

    private mutating func number(_ value: Double) { text.append(scaled: Int((value * 1000).rounded()), decimals: 3) }
}

import Simulation
import Testing

@Suite struct CityMapTests {
    static let city = StandardCity.city

    /// One straight piece of border.
    struct Edge: Hashable {
        let from: GeographicPoint
        let to: GeographicPoint

        var reversed: Edge { Edge(from: to, to: from) }
    }

    /// Edges that follow the edge of the map's frame aside, all borders of some areas.
    static func edges(of areas: [MapArea]) -> [Edge: Int] {
        var edges: [Edge: Int] = [:]
        for ring in areas.flatMap({ $0.polygons.joined() }) {
            for index in ring.indices {
                edges[Edge(from: ring[index], to: ring[(index + 1) % ring.count]), default: 0] += 1
            }
        }
        return edges
    }

    @Test func thereAreAHundredAndTenQuartiersInSixteenArrondissements() {
        let quartiers = Self.city.quartiers
        #expect(quartiers.count == 110)
        #expect(Set(quartiers.map(\.id)).count == 110)
        #expect(Set(quartiers.map(\.name)).count == 110)
        #expect(quartiers.map(\.id) == quartiers.map(\.id).sorted())
        #expect(quartiers.allSatisfy { $0.id.hasPrefix($0.arrondissement) && $0.id.count == 4 })
        #expect(Set(quartiers.map(\.arrondissement)) == Set(Self.city.arrondissements.map(\.id)))
        #expect(Self.city.arrondissements.map(\.name).prefix(2) == ["1er arrondissement", "2e arrondissement"])
    }

    @Test(arguments: [SimulatedCity.standardSeed, 1, 99])
    func everyInnerBorderIsUsedExactlyOnceInEachDirection(seed: UInt64) throws {
        let day = CalendarDay(2024, 1, 1)
        let city = try SimulatedCity(seed: seed, from: day, to: day)
        let inner = Self.edges(of: city.quartiers.map(\.area))
        let outer = Self.edges(of: city.arrondissements.map(\.area))
        #expect(inner.values.allSatisfy { $0 == 1 })
        #expect(outer.keys.allSatisfy { inner[$0] == 1 })
        let shore = Self.edges(of: [city.land])
        var shared = 0
        var coastal = 0
        for edge in inner.keys {
            if inner[edge.reversed] == 1 { shared += 1 } else if shore[edge] == 1 { coastal += 1 }
        }
        // What is neither shared nor coastal is the limit with the country inland.
        #expect(shared > inner.count / 2)
        #expect(coastal > 300)
        #expect(inner.count - shared - coastal > 50)
    }

    @Test func areasAddUpWithoutGapOrOverlap() {
        let quartiers = Self.city.quartiers.map(\.area)
        let whole = quartiers.reduce(0) { $0 + $1.doubledArea }
        // The outline is what stays of all edges once shared ones are struck out; its area is the city's.
        let edges = Self.edges(of: quartiers)
        let outline = edges.keys.filter { edges[$0.reversed] == nil }
        let enclosed = outline.reduce(0) { sum, edge in
            sum + edge.from.longitudeE6 * edge.to.latitudeE6 - edge.to.longitudeE6 * edge.from.latitudeE6
        }
        #expect(whole == enclosed)
        #expect(whole == Self.city.arrondissements.reduce(0) { $0 + $1.area.doubledArea })
        let squareKilometres = Double(whole) / 2 * 111.09 * 81.785 / 1e12
        #expect((90...180).contains(squareKilometres))
        #expect(quartiers.allSatisfy { $0.doubledArea > 0 })
    }

    @Test func aPointIsInOneQuartierAtMostAndOnLandIfInOne() {
        var inside = 0
        for step in 0..<400 {
            // A lattice of points that avoids the vertices' round millionths by its odd steps.
            let place = StandardCity.calls[step][step % 50].position
            let point = step % 2 == 0 ? place : Self.shifted(place, by: 9000)
            let owners = Self.city.quartiers.filter { $0.area.contains(point) }
            #expect(owners.count <= 1)
            if owners.count == 1 {
                inside += 1
                #expect(Self.city.land.contains(point))
                #expect(!Self.city.sea.contains(point))
            }
        }
        #expect(inside > 250)
    }

    static func shifted(_ point: GeographicPoint, by distance: Int) -> GeographicPoint {
        // Another call's position some way off would do as well; this one needs no initialiser of the point.
        let target = (point.longitudeE6 + distance, point.latitudeE6)
        let near = StandardCity.calls[700].min {
            abs($0.position.longitudeE6 - target.0) + abs($0.position.latitudeE6 - target.1)
                < abs($1.position.longitudeE6 - target.0) + abs($1.position.latitudeE6 - target.1)
        }
        return near?.position ?? point
    }

    @Test(arguments: [SimulatedCity.standardSeed, 1, 99])
    func bordersNeverCross(seed: UInt64) throws {
        let day = CalendarDay(2024, 1, 1)
        let city = try SimulatedCity(seed: seed, from: day, to: day)
        let edges = Set(
            Self.edges(of: city.quartiers.map(\.area) + [city.land]).keys.map {
                $0.from.longitudeE6 < $0.to.longitudeE6 ? $0 : $0.reversed
            }
        ).sorted { ($0.from.longitudeE6, $0.from.latitudeE6) < ($1.from.longitudeE6, $1.from.latitudeE6) }
        var crossings = 0
        for (index, edge) in edges.enumerated() {
            for other in edges[(index + 1)...] {
                if other.from.longitudeE6 > edge.to.longitudeE6 { break }
                if Self.cross(edge, other) { crossings += 1 }
            }
        }
        #expect(crossings == 0)
    }

    static func cross(_ one: Edge, _ other: Edge) -> Bool {
        func side(_ edge: Edge, _ point: GeographicPoint) -> Int {
            ((edge.to.longitudeE6 - edge.from.longitudeE6) * (point.latitudeE6 - edge.from.latitudeE6)
                - (edge.to.latitudeE6 - edge.from.latitudeE6) * (point.longitudeE6 - edge.from.longitudeE6)).signum()
        }
        return side(one, other.from) * side(one, other.to) < 0 && side(other, one.from) * side(other, one.to) < 0
    }

    @Test func oneQuartierHasTheIslandsAndNoOtherIsInPieces() {
        let pieces = Self.city.quartiers.map(\.area.polygons.count)
        #expect(pieces.filter { $0 > 1 }.count == 1)
        #expect(Self.city.coastlines.count == pieces.max())
    }

    @Test func theGeoJSONIsSmallAndSaysThatTheCityIsMadeUp() {
        let text = StandardCity.text { StandardCity.city.writeQuartiers(to: $0) }
        #expect(text.utf8.count < 250_000)
        #expect(text.contains(SimulatedCity.notice))
        #expect(text.contains("\"id\":\"0101\",\"name\":\""))
        #expect(text.contains("\"arrondissement\":\"16\",\"arrondissement_name\":\"16e arrondissement\""))
    }
}

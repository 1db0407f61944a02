import CGEOS
import Vocabulary

/// What GEOS is asked of polygons: whether they are valid, and their union.
///
/// It works in degrees on unwrapped longitudes: validity is a matter of which edges cross, which the projection of
/// a city doesn't change, and points that need no mending keep every digit.
///
/// The one type that holds a GEOS handle. It is not `Sendable`, so the compiler keeps each handle to one task at a
/// time, which is what GEOS asks.
@safe final class PolygonTopology {
    private let handle: GEOSContextHandle_t

    /// Why an area could not be mended.
    enum Failure: Error {
        /// Nothing with an area is left.
        case empty
        /// The area changed by this share, which is more than ``tolerance``.
        case changed(Double)
        /// GEOS gave up.
        case failed
    }

    /// The share of its area that mending may add to a zone or take from it.
    static let tolerance = 0.01

    /// Opens GEOS.
    ///
    /// - Returns: nil when there is no memory for it.
    init?() {
        guard let handle = unsafe GEOS_init_r() else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe GEOS_finish_r(handle) }

    /// Polygons that cover the same area validly: crossing rings untangled, overlaps merged, slivers without area gone.
    ///
    /// Valid polygons are returned as they are.
    func mended(_ polygons: [Polygon<GeographicPoint>]) throws(Failure) -> [Polygon<GeographicPoint>] {
        let polygons = polygons.compactMap(withoutDegenerateRings)
        guard !polygons.isEmpty else { throw .empty }
        guard let shape = geometry(of: polygons) else { throw .failed }
        if unsafe GEOSisValid_r(handle, shape.pointer) == 1 { return polygons }
        guard let parameters = unsafe GEOSMakeValidParams_create_r(handle) else { throw .failed }
        defer { unsafe GEOSMakeValidParams_destroy_r(handle, parameters) }
        // The structured method takes shells for shells and holes for holes, as GeoJSON states them.
        guard unsafe GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE) == 1,
            unsafe GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0) == 1,
            let valid = unsafe owned(GEOSMakeValidWithParams_r(handle, shape.pointer, parameters))
        else { throw .failed }
        let result = self.polygons(of: valid)
        let before = polygons.reduce(0) { $0 + area(of: $1) }
        let after = result.reduce(0) { $0 + area(of: $1) }
        guard after > 0 else { throw .empty }
        // A symmetric bow-tie has no area by its rings and two triangles once mended: which is meant, nobody knows.
        let change = abs(after - before) / max(after, before)
        guard change <= Self.tolerance else { throw .changed(change) }
        return result
    }

    /// The union of valid polygons, on a grid of a tenth of a millimetre, so that neighbours whose common corners
    /// differ in their last digit leave no sliver between them.
    func union(_ polygons: [Polygon<GeographicPoint>]) throws(Failure) -> [Polygon<GeographicPoint>] {
        guard let shape = geometry(of: polygons),
            let union = unsafe owned(GEOSUnaryUnionPrec_r(handle, shape.pointer, 1e-9))
        else { throw .failed }
        let result = self.polygons(of: union)
        guard !result.isEmpty else { throw .empty }
        return result
    }

    /// Valid polygons cut at the antimeridian and brought within ±180 degrees, as RFC 7946 asks (section 3.1.9).
    func split(_ polygons: [Polygon<GeographicPoint>]) throws(Failure) -> [Polygon<GeographicPoint>] {
        var result: [Polygon<GeographicPoint>] = []
        for polygon in polygons {
            let longitudes = polygon.outer.map(\.longitude)
            guard let west = longitudes.min(), let east = longitudes.max() else { continue }
            if west >= -180, east <= 180 {
                result.append(polygon)
                continue
            }
            guard let shape = geometry(of: [polygon]) else { throw .failed }
            for turn in -2...2 {
                let shift = Double(turn) * 360
                guard west < shift + 180, east > shift - 180 else { continue }
                guard
                    let strip = unsafe owned(
                        GEOSGeom_createRectangle_r(handle, shift - 180, -90, shift + 180, 90)),
                    let part = unsafe owned(GEOSIntersection_r(handle, shape.pointer, strip.pointer))
                else { throw .failed }
                result += self.polygons(of: part).map { $0.shifted(by: -shift) }
            }
        }
        return result
    }

    // MARK: - Geometries

    /// A geometry of GEOS, freed with the object.
    @safe private final class Geometry {
        let pointer: OpaquePointer
        private let owner: PolygonTopology

        init(_ pointer: OpaquePointer, owner: PolygonTopology) {
            unsafe self.pointer = pointer
            self.owner = owner
        }

        deinit { unsafe GEOSGeom_destroy_r(owner.handle, pointer) }
    }

    private func owned(_ pointer: OpaquePointer?) -> Geometry? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe Geometry(pointer, owner: self)
    }

    private func geometry(of polygons: [Polygon<GeographicPoint>]) -> Geometry? {
        var parts: [OpaquePointer?] = unsafe []
        for polygon in polygons {
            guard let part = unsafe pointer(of: polygon) else {
                unsafe parts.forEach { unsafe GEOSGeom_destroy_r(handle, $0) }
                return nil
            }
            unsafe parts.append(part)
        }
        let count = UInt32(unsafe parts.count)
        return unsafe owned(
            GEOSGeom_createCollection_r(handle, Int32(GEOS_MULTIPOLYGON.rawValue), &parts, count))
    }

    private func pointer(of polygon: Polygon<GeographicPoint>) -> OpaquePointer? {
        guard let shell = unsafe pointer(of: polygon.outer) else { return nil }
        var holes: [OpaquePointer?] = unsafe []
        for hole in polygon.holes {
            guard let ring = unsafe pointer(of: hole) else {
                unsafe holes.forEach { unsafe GEOSGeom_destroy_r(handle, $0) }
                unsafe GEOSGeom_destroy_r(handle, shell)
                return nil
            }
            unsafe holes.append(ring)
        }
        let count = UInt32(unsafe holes.count)
        return unsafe GEOSGeom_createPolygon_r(handle, shell, &holes, count)
    }

    private func pointer(of ring: [GeographicPoint]) -> OpaquePointer? {
        var coordinates = ring.flatMap { [$0.longitude, $0.latitude] }
        if let first = ring.first { coordinates += [first.longitude, first.latitude] }
        guard
            let sequence = unsafe GEOSCoordSeq_copyFromBuffer_r(
                handle, coordinates, UInt32(coordinates.count / 2), 0, 0)
        else { return nil }
        // The ring owns the sequence from here on, even when it can't be made.
        return unsafe GEOSGeom_createLinearRing_r(handle, sequence)
    }

    /// The polygons of a geometry; points and lines in it have no area and are left out.
    private func polygons(of geometry: Geometry) -> [Polygon<GeographicPoint>] {
        var result: [Polygon<GeographicPoint>] = []
        unsafe append(geometry.pointer, to: &result)
        return result
    }

    private func append(_ pointer: OpaquePointer, to result: inout [Polygon<GeographicPoint>]) {
        guard unsafe GEOSGeomTypeId_r(handle, pointer) == Int32(GEOS_POLYGON.rawValue) else {
            let count = unsafe GEOSGetNumGeometries_r(handle, pointer)
            let isCollection = unsafe GEOSGeomTypeId_r(handle, pointer) >= Int32(GEOS_MULTIPOINT.rawValue)
            guard isCollection, count > 0 else { return }
            for number in 0..<count {
                guard let part = unsafe GEOSGetGeometryN_r(handle, pointer, number) else { continue }
                unsafe append(part, to: &result)
            }
            return
        }
        guard let shell = unsafe GEOSGetExteriorRing_r(handle, pointer) else { return }
        let outer = unsafe points(of: shell)
        guard outer.count >= 3 else { return }
        let holes = (0..<max(0, unsafe GEOSGetNumInteriorRings_r(handle, pointer))).compactMap { number in
            unsafe GEOSGetInteriorRingN_r(handle, pointer, number).map { unsafe points(of: $0) }
        }
        result.append(Polygon(outer: outer, holes: holes))
    }

    private func points(of ring: OpaquePointer) -> [GeographicPoint] {
        let count = unsafe GEOSGetNumCoordinates_r(handle, ring)
        guard count > 1, let sequence = unsafe GEOSGeom_getCoordSeq_r(handle, ring) else { return [] }
        var coordinates = [Double](repeating: 0, count: Int(count) * 2)
        guard unsafe GEOSCoordSeq_copyToBuffer_r(handle, sequence, &coordinates, 0, 0) == 1 else { return [] }
        // A ring of ours is closed implicitly.
        return (0..<Int(count) - 1).map {
            GeographicPoint(longitude: coordinates[2 * $0], latitude: coordinates[2 * $0 + 1])
        }
    }

    // MARK: - Rings

    private func withoutDegenerateRings(_ polygon: Polygon<GeographicPoint>) -> Polygon<GeographicPoint>? {
        func hasArea(_ ring: [GeographicPoint]) -> Bool { Set(ring).count >= 3 }
        guard hasArea(polygon.outer) else { return nil }
        return Polygon(outer: polygon.outer, holes: polygon.holes.filter(hasArea))
    }

    /// The area in square degrees, fit for comparing an area with itself.
    private func area(of polygon: Polygon<GeographicPoint>) -> Double {
        polygon.map { PlanarPoint(x: $0.longitude, y: $0.latitude) }.area
    }
}

extension Polygon where Point == GeographicPoint {
    /// The polygon moved east by some degrees.
    func shifted(by degrees: Double) -> Polygon {
        degrees == 0
            ? self : map { GeographicPoint(longitude: $0.longitude + degrees, latitude: $0.latitude) }
    }
}

import CPROJ
import Synchronization
import Vocabulary

/// Converts coordinates of a reference system to longitude and latitude on WGS84, with PROJ.
///
/// Coordinates come as easting, northing or longitude, latitude, whatever the registry's order of axes; units are the
/// system's own. Where PROJ knows several ways between two systems, each point takes the most accurate one that holds
/// there and needs no file that isn't installed; the network is never asked.
///
/// PROJ's objects serve one thread at a time. So there is a pool of them: whoever converts takes one out, or makes one,
/// and puts it back.
final class ReferenceConversion: Sendable {
    /// Why a reference system can't be used.
    enum Fault: Error {
        /// PROJ doesn't know it, or it has no horizontal coordinates.
        case unknown
        /// It is for another part of the world: the name of its area.
        case elsewhere(String)
    }

    private let definition: ReferenceDefinition
    private let area: GeographicBounds?
    private let idle: Mutex<[ProjOperation]>

    /// Prepares a conversion for points of an area.
    init(from definition: ReferenceDefinition, area: GeographicBounds?) throws(Fault) {
        self.definition = definition
        self.area = area
        idle = Mutex([try ProjOperation(from: definition, area: area)])
    }

    /// Converts points in place; those that can't be converted become infinite or no number.
    ///
    /// About a microsecond a point.
    ///
    /// - Precondition: there are as many of `x` as of `y`.
    func convert(_ x: inout [Double], _ y: inout [Double]) {
        precondition(x.count == y.count)
        guard !x.isEmpty else { return }
        let pooled = idle.withLock { $0.popLast() }
        guard let operation = try? pooled ?? ProjOperation(from: definition, area: area) else {
            x = Array(repeating: .infinity, count: x.count)
            return
        }
        operation.convert(&x, &y)
        idle.withLock { $0.append(operation) }
    }
}

/// The one type that holds PROJ's handles.
///
/// `@unchecked Sendable`: a context and its operation may move between threads and be used by one at a time, which
/// ``ReferenceConversion``'s pool sees to.
@safe private final class ProjOperation: @unchecked Sendable {
    private let context: OpaquePointer
    private let operation: OpaquePointer

    init(from definition: ReferenceDefinition, area: GeographicBounds?) throws(ReferenceConversion.Fault) {
        guard let context = unsafe proj_context_create() else { throw .unknown }
        unsafe proj_context_set_enable_network(context, 0)
        unsafe proj_log_level(context, PJ_LOG_NONE)
        do {
            unsafe operation = try Self.operation(context, definition, area)
        } catch {
            unsafe proj_context_destroy(context)
            throw error
        }
        unsafe self.context = context
    }

    deinit {
        unsafe proj_destroy(operation)
        unsafe proj_context_destroy(context)
    }

    private static func operation(
        _ context: OpaquePointer, _ definition: ReferenceDefinition, _ area: GeographicBounds?
    ) throws(ReferenceConversion.Fault) -> OpaquePointer {
        guard let system = unsafe proj_create(context, definition.text) else { throw .unknown }
        defer { unsafe proj_destroy(system) }
        let kinds = [
            PJ_TYPE_PROJECTED_CRS, PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS, PJ_TYPE_COMPOUND_CRS,
            PJ_TYPE_BOUND_CRS,
        ]
        guard kinds.contains(unsafe proj_get_type(system)) else { throw .unknown }
        var wanted: OpaquePointer?
        defer { unsafe proj_area_destroy(wanted) }
        if let area {
            if let other = unsafe nameOfArea(context, system, awayFrom: area) { throw .elsewhere(other) }
            unsafe wanted = proj_area_create()
            unsafe proj_area_set_bbox(wanted, area.west, area.south, area.east, area.north)
        }
        guard let target = unsafe proj_create(context, "EPSG:4326") else { throw .unknown }
        defer { unsafe proj_destroy(target) }
        guard let raw = unsafe proj_create_crs_to_crs_from_pj(context, system, target, wanted, nil) else {
            throw .unknown
        }
        defer { unsafe proj_destroy(raw) }
        guard let operation = unsafe proj_normalize_for_visualization(context, raw) else { throw .unknown }
        return unsafe operation
    }

    /// The name of the area for which a system is meant, if that has nothing in common with `area`.
    private static func nameOfArea(
        _ context: OpaquePointer, _ system: OpaquePointer, awayFrom area: GeographicBounds
    ) -> String? {
        var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
        var name: UnsafePointer<CChar>?
        guard unsafe proj_get_area_of_use(context, system, &west, &south, &east, &north, &name) == 1, south >= -90
        else { return nil }
        // An area of use across the antimeridian has its west in the east.
        let isApart =
            west <= east
            ? area.east < west || area.west > east : area.east < west && area.west > east
        guard isApart || area.north < south || area.south > north else { return nil }
        return unsafe name.map { unsafe String(cString: $0) } ?? ""
    }

    func convert(_ x: inout [Double], _ y: inout [Double]) {
        let count = x.count
        let stride = MemoryLayout<Double>.stride
        unsafe x.withUnsafeMutableBufferPointer { x in
            unsafe y.withUnsafeMutableBufferPointer { y in
                _ = unsafe proj_trans_generic(
                    operation, PJ_FWD, x.baseAddress, stride, count, y.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
            }
        }
    }
}

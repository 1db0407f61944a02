import CGDAL

/// The drivers of GDAL that a file may be read with; only the chosen one is ever registered in the process.
enum GDALDriver: String {
    case xls = "XLS"
    case ods = "ODS"
    case shapefile = "ESRI Shapefile"
    case fileGeoDatabase = "OpenFileGDB"
    case mapInfo = "MapInfo File"
    case geoPackage = "GPKG"
    case geoJSON = "GeoJSON"
    case kml = "LIBKML"
    case dxf = "DXF"
    case flatGeobuf = "FlatGeobuf"

    var isSpreadsheet: Bool { [.xls, .ods].contains(self) }

    /// What the driver is told on opening.
    var options: [String] {
        // Without it SQLite would want to write beside a file in WAL mode.
        self == .geoPackage ? ["IMMUTABLE=YES", "NOLOCK=YES"] : []
    }

    func register() {
        switch self {
        case .xls: RegisterOGRXLS()
        case .ods: RegisterOGRODS()
        case .shapefile: RegisterOGRShape()
        case .fileGeoDatabase: RegisterOGROpenFileGDB()
        case .mapInfo: RegisterOGRTAB()
        case .geoPackage: RegisterOGRGeoPackage()
        case .geoJSON: RegisterOGRGeoJSON()
        case .kml: RegisterOGRLIBKML()
        case .dxf: RegisterOGRDXF()
        case .flatGeobuf: RegisterOGRFlatGeobuf()
        }
    }

    /// Settings of the library: every cell as text, no header guessed, no file beside the file.
    static func configure() {
        let settings = [
            "OGR_XLS_HEADERS": "DISABLE", "OGR_XLS_FIELD_TYPES": "STRING",
            "OGR_ODS_HEADERS": "DISABLE", "OGR_ODS_FIELD_TYPES": "STRING",
            "GDAL_PAM_ENABLED": "NO", "GDAL_CACHEMAX": "16", "GDAL_NUM_THREADS": "1", "OGR_GEOJSON_MAX_OBJ_SIZE": "64",
            "SHAPE_RESTORE_SHX": "NO", "CPL_VSIL_GZIP_WRITE_PROPERTIES": "NO", "LIBKML_RESOLVE_STYLE": "NO",
            "LIBKML_EXTERNAL_STYLE": "NO", "DXF_INLINE_BLOCKS": "TRUE", "OGR_SQLITE_LOAD_EXTENSIONS": "",
            "CPL_DEBUG": "OFF",
        ]
        for (key, value) in settings { unsafe CPLSetConfigOption(key, value) }
    }
}

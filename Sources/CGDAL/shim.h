#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

// Exported by the library with C names, and declared by it in a C++ header only.
void RegisterOGRDXF(void);
void RegisterOGRFlatGeobuf(void);
void RegisterOGRGeoJSON(void);
void RegisterOGRGeoPackage(void);
void RegisterOGRODS(void);
void RegisterOGROpenFileGDB(void);
void RegisterOGRShape(void);
void RegisterOGRTAB(void);
void RegisterOGRXLS(void);
void RegisterOGRLIBKML(void);

// std::set_new_handler of the C++ library that GDAL is linked with.
typedef void (*clairevoie_new_handler)(void);
clairevoie_new_handler clairevoie_set_new_handler(clairevoie_new_handler handler) __asm__("_ZSt15set_new_handlerPFvvE");

// The system's C library declares it only to sources that ask for GNU's extensions.
void *memmem(const void *text, size_t length, const void *wanted, size_t wanted_length);

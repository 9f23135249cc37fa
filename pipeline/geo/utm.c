#include <math.h>

#include "geo/geo.h"

/* Transverse Mercator by Krueger's series in the third flattening n, here to n^6:
 * C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers, Journal of
 * Geodesy 85 (2011), 475-485, equations 7-14 and 35. */

static const double semi_major = 6378137.0;           /* [m] GRS80 */
static const double flattening = 1 / 298.257222101;   /* GRS80 */
static const double scale_factor = 0.9996;
static const double false_easting = 500000.0;         /* [m] */
static const double degree = 3.14159265358979323846 / 180;

enum { TERMS = 6 };

static void series(double n, double alpha[TERMS])
{
    double n2 = n * n, n3 = n2 * n, n4 = n3 * n, n5 = n4 * n, n6 = n5 * n;
    alpha[0] = n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180 - 127 * n5 / 288 +
               7891 * n6 / 37800;
    alpha[1] = 13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440 + 281 * n5 / 630 -
               1983433 * n6 / 1935360;
    alpha[2] = 61 * n3 / 240 - 103 * n4 / 140 + 15061 * n5 / 26880 + 167603 * n6 / 181440;
    alpha[3] = 49561 * n4 / 161280 - 179 * n5 / 168 + 6601661 * n6 / 7257600;
    alpha[4] = 34729 * n5 / 80640 - 3418889 * n6 / 1995840;
    alpha[5] = 212378941 * n6 / 319334400;
}

int utm_zone(double lon)
{
    int zone = (int)floor((lon + 180) / 6) + 1;
    return zone < 1 ? 1 : zone > 60 ? 60 : zone;
}

void utm_project(double lon, double lat, int zone, double *x, double *y)
{
    double n = flattening / (2 - flattening);
    double e = sqrt(flattening * (2 - flattening));
    double radius = semi_major / (1 + n) * (1 + n * n / 4 + pow(n, 4) / 64 + pow(n, 6) / 256);
    double alpha[TERMS];
    double lambda = (lon - (6.0 * zone - 183)) * degree;
    double sine = sin(lat * degree);
    double t = sinh(atanh(sine) - e * atanh(e * sine)); /* tangent of the conformal latitude */
    double xi0 = atan2(t, cos(lambda));
    double eta0 = asinh(sin(lambda) / hypot(t, cos(lambda)));
    double xi = xi0;
    double eta = eta0;
    series(n, alpha);
    for (int j = 1; j <= TERMS; j++) {
        xi += alpha[j - 1] * sin(2 * j * xi0) * cosh(2 * j * eta0);
        eta += alpha[j - 1] * cos(2 * j * xi0) * sinh(2 * j * eta0);
    }
    *x = false_easting + scale_factor * radius * eta;
    *y = scale_factor * radius * xi;
}

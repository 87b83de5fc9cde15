/* bare_tesseract PAGE.pgm X,Y,WIDTH,HEIGHT…: prints what Tesseract alone reads in parts of a picture (pixels). */
#include <stdio.h>
#include <stdlib.h>
#include <tesseract/capi.h>

static unsigned char *load(const char *path, unsigned *width, unsigned *height)
{
    FILE *file = fopen(path, "rb");
    if (!file || fscanf(file, "P5 %u %u 255", width, height) != 2 || fgetc(file) == EOF)
        exit(1);
    size_t size = (size_t) *width * *height;
    unsigned char *grey = malloc(size);
    if (!grey || fread(grey, 1, size, file) != size)
        exit(1);
    fclose(file);
    return grey;
}

int main(int argc, char **argv)
{
    unsigned width, height, x, y, w, h;
    if (argc < 3)
        return 1;
    unsigned char *grey = load(argv[1], &width, &height);
    TessBaseAPI *api = TessBaseAPICreate();
    if (TessBaseAPIInit2(api, NULL, "eng", OEM_LSTM_ONLY) != 0)
        return 1;
    TessBaseAPISetPageSegMode(api, PSM_SINGLE_BLOCK);
    for (int i = 2; i < argc; i++) {
        if (sscanf(argv[i], "%u,%u,%u,%u", &x, &y, &w, &h) != 4 || x + w > width || y + h > height)
            return 1;
        TessBaseAPISetImage(api, grey + (size_t) y * width + x, (int) w, (int) h, 1, (int) width);
        TessBaseAPISetSourceResolution(api, 200);
        char *text = TessBaseAPIGetUTF8Text(api);
        fputs(text ? text : "", stdout);
        TessDeleteText(text);
    }
    TessBaseAPIEnd(api);
    TessBaseAPIDelete(api);
    free(grey);
    return 0;
}

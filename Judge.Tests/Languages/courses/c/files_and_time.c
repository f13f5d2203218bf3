#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int by_length(const void *a, const void *b) { return (int)strlen(*(char **)a) - (int)strlen(*(char **)b); }

int main(int argc, char **argv) {
    char *words[] = {"three", "a", "to"}, line[64];
    struct tm date = {.tm_year = 126, .tm_mon = 1, .tm_mday = 28};
    FILE *file = fopen("notes.txt", "w");
    fprintf(file, "%.3f %.1f\n", sqrt(2), cabs(3 + 4 * I));
    fclose(file);
    file = fopen("notes.txt", "r");
    printf("%s", fgets(line, sizeof line, file));
    fclose(file);
    remove("notes.txt");
    qsort(words, 3, sizeof *words, by_length);
    strftime(line, sizeof line, "%A %d %B %Y", (mktime(&date), &date));
    printf("%s %s %s, %s, %d %s, %s\n", words[0], words[1], words[2], line, argc, argv[1], access("notes.txt", F_OK) ? "gone" : "there");
    file = popen("echo from a shell", "r");
    printf("%s", fgets(line, sizeof line, file));
    pclose(file);
    return 0;
}

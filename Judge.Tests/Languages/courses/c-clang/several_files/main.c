#include "lists/list.h"
#include "util.h"
#include <stdio.h>

int main(void) {
    struct list *list = NULL;
    for (int i = 1; i <= 3; i++) list = push(list, square(i));
    for (struct list *at = list; at; at = at->next) printf("%d ", at->value);
    printf("\n");
    destroy(list);
    return 0;
}

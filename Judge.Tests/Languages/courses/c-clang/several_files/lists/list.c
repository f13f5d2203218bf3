#include "list.h"
#include "../util.h"
#include <stdlib.h>

struct list *push(struct list *head, int value) {
    struct list *node = malloc(sizeof *node);
    *node = (struct list){value, head};
    return node;
}

void destroy(struct list *head) {
    while (head) {
        struct list *next = head->next;
        free(head);
        head = next;
    }
}

#ifndef LIST_H
#define LIST_H
struct list { int value; struct list *next; };
struct list *push(struct list *head, int value);
void destroy(struct list *head);
#endif

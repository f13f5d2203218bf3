// Objects with constant initialisers that would stand in the program's file: one gigabyte of them.
// expect: {"status": "CE"}
struct Object
{
    int number = 7;
    char rest[65536] = {};
};

Object objects[1 << 14];

int main()
{
    return objects[1].number;
}

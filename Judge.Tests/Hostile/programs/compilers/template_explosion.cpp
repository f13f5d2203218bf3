// A template whose depth is modest and whose instantiations are two to the forty.
// expect: {"status": "CE"}
template<int Depth, typename... Path> struct Tree
{
    Tree<Depth - 1, Path..., char> left;
    Tree<Depth - 1, Path..., long> right;
};

template<typename... Path> struct Tree<0, Path...>
{
    char leaf;
};

int main()
{
    return sizeof(Tree<40>) != 0;
}

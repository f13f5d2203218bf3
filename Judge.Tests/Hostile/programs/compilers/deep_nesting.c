// Nests an expression ten thousand deep, to overflow the compiler's own stack.
// expect: {"status": "CE"}
#define A(x) ((((((((((x))))))))))
#define B(x) A(A(A(A(A(A(A(A(A(A(x))))))))))
#define C(x) B(B(B(B(B(B(B(B(B(B(x))))))))))
#define D(x) C(C(C(C(C(C(C(C(C(C(x))))))))))

int main(void)
{
    return D(0) + nothing;
}

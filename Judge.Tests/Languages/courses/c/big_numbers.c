#include <stdio.h>
#include <gmp.h>

int main(void)
{
    mpz_t n;
    mpz_init(n);
    if (mpz_inp_str(n, stdin, 10) == 0)
        return 1;
    mpz_mul(n, n, n);
    gmp_printf("%Zd\n", n);
    mpz_clear(n);
    return 0;
}

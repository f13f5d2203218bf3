module counting
    implicit none
    integer :: counter = 0
contains
    recursive integer function factorial(n) result(f)
        integer, intent(in) :: n
        counter = counter + 1
        f = 1
        if (n > 1) f = n * factorial(n - 1)
    end function factorial
end module counting

program main
    use counting
    print '(i0, 1x, i0)', factorial(10), counter
end program main

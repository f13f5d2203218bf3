program school
    use shapes, only: circle, area
    implicit none
    type(circle) :: c
    integer :: n, total, status
    character(len=20) :: argument
    real(8), dimension(2, 2) :: a = reshape([1, 2, 3, 4], [2, 2])

    total = 0
    do
        read (*, *, iostat=status) n
        if (status /= 0) exit
        total = total + n
    end do
    c%radius = 2
    call get_command_argument(1, argument)
    print '(i0, 1x, f0.2, 1x, a)', total, area(c), trim(argument)
    print '(*(f0.1, 1x))', matmul(a, a)
    open (10, file='notes.txt')
    write (10, *) 'kept'
    close (10)
    print *, 'größe'
end program school

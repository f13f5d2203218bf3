namespace Shapes

type Shape =
    | Circle of float
    | Square of float

module Shape =
    let area shape =
        match shape with
        | Circle radius -> Areas.circle radius
        | Square side -> Areas.square side

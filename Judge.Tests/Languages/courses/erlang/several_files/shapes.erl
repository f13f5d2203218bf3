-module(shapes).
-export([area/1]).
-include("shapes.hrl").

area({square, S}) -> ?SIDES * S.

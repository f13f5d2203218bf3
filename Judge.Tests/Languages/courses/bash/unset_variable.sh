#!/bin/bash
set -u
echo before
echo "$nothing"

#!/bin/bash
echo "$1 größe"

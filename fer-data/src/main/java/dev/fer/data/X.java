package dev.fer.data; class X {}

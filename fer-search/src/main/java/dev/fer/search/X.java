package dev.fer.search; class X {}

package dev.fer.models; class X {}

package dev.fer.report; class X {}

"""Texts -> what they state: the words come from files, one folder a language."""

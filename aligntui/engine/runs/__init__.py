"""Runs: how they are made, their running order, where one stands, what comes next."""

"""Come here for results as tables: for data frames, databases and spreadsheets."""

from __future__ import annotations

from aufwand.tables.table import Cell, Column, Kind, Table, Tabular

__all__ = ["Cell", "Column", "Kind", "Table", "Tabular"]

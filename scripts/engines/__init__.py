"""The same project on several engines: their servers, what is loaded into them, and how their marts
are compared.
"""

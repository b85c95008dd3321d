"""How the competition files of most tests begin."""

LAKE = """\
[competition]
id = "lake-2030"
name = "湖区竞赛"
host = "lake"

[[period]]
id = "2030Q1"
name = "第一季度"
start = 2030-01-01
end = 2030-03-31

[[period]]
id = "2030Q2"
name = "第二季度"
start = 2030-04-01
end = 2030-06-30

[[series]]
id = "main"
name = "县级"
host = "lake"
"""
"""A contest of two quarters whose one series lacks only its pools, rules and areas."""

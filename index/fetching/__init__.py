"""Reports that come by themselves: from Ofsted's site, a list of addresses or a feed, when asked
for.
"""

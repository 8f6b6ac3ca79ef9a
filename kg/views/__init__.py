"""What people look at: pages that open by double-click, and the same in a notebook.

Import the parts from their modules (``kg.views.network``); pyvis takes half a second to load.
"""

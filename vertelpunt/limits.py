"""How often one sender may send a story, put themselves on a list, or guess a code or a link."""

from lib.limits import Limit

STORIES = Limit("stories", most=100, seconds=60 * 60)  # a class of 30 behind one address passes easily
VOLUNTEERS = Limit("volunteers", most=60, seconds=60 * 60)
GUESSES = Limit("guesses", most=40, seconds=15 * 60)

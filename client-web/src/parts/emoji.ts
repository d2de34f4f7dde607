/**
 * A small set of signs with the names that one types between colons: enough for a conversation, and small enough to be
 * read in one go. The keyboard of the system has all others.
 */
const TABLE = `
grin 😀|smile 😊|laugh 😂|joy 😂|wink 😉|relieved 😌|heart_eyes 😍|kiss 😘|tongue 😛|cool 😎|thinking 🤔|neutral 😐|
unamused 😒|sweat 😅|worried 😟|sad 😢|cry 😭|angry 😠|rage 😡|scared 😨|scream 😱|tired 😩|sleepy 😴|sick 🤒|mask 😷|
shush 🤫|zipped 🤐|eyes_rolling 🙄|hug 🤗|salute 🫡|melting 🫠|party_face 🥳|upside_down 🙃|pleading 🥺|exploding 🤯|
nerd 🤓|ghost 👻|skull 💀|robot 🤖|clown 🤡|
thumbs_up 👍|+1 👍|thumbs_down 👎|-1 👎|ok 👌|fist ✊|punch 👊|victory ✌️|fingers_crossed 🤞|wave 👋|clap 👏|raised_hands 🙌|
pray 🙏|thanks 🙏|handshake 🤝|muscle 💪|point_up ☝️|point_right 👉|point_left 👈|point_down 👇|writing ✍️|raised_hand ✋|
eyes 👀|ear 👂|brain 🧠|person 🧑|people 👥|family 👪|baby 👶|shrug 🤷|facepalm 🤦|running 🏃|walking 🚶|dancing 💃|
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤|white_heart 🤍|
broken_heart 💔|sparkles ✨|star ⭐|fire 🔥|hundred 💯|boom 💥|zzz 💤|sweat_drops 💦|
check ✅|cross ❌|warning ⚠️|stop 🛑|question ❓|exclamation ❗|no_entry ⛔|recycle ♻️|peace ☮️|infinity ♾️|
plus ➕|minus ➖|arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|red_circle 🔴|green_circle 🟢|yellow_circle 🟡|
sun ☀️|moon 🌙|cloud ☁️|rain 🌧️|snow ❄️|lightning ⚡|rainbow 🌈|umbrella ☔|ocean 🌊|earth 🌍|
tree 🌳|seedling 🌱|leaf 🍃|clover 🍀|flower 🌸|rose 🌹|sunflower 🌻|cactus 🌵|mushroom 🍄|
dog 🐶|cat 🐱|mouse 🐭|rabbit 🐰|fox 🦊|bear 🐻|frog 🐸|monkey 🐵|bird 🐦|owl 🦉|duck 🦆|fish 🐟|whale 🐳|turtle 🐢|
snake 🐍|bee 🐝|butterfly 🦋|snail 🐌|spider 🕷️|horse 🐴|cow 🐮|pig 🐷|chicken 🐔|
apple 🍎|banana 🍌|grapes 🍇|strawberry 🍓|lemon 🍋|tomato 🍅|avocado 🥑|carrot 🥕|corn 🌽|bread 🍞|cheese 🧀|egg 🥚|
pizza 🍕|burger 🍔|fries 🍟|rice 🍚|soup 🍲|salad 🥗|cake 🎂|cookie 🍪|chocolate 🍫|ice_cream 🍦|
coffee ☕|tea 🍵|water 💧|beer 🍺|wine 🍷|glass 🥂|
house 🏠|tent ⛺|factory 🏭|school 🏫|hospital 🏥|bank 🏦|office 🏢|city 🏙️|ship 🚢|train 🚆|bus 🚌|car 🚗|van 🚐|
truck 🚚|bike 🚲|plane ✈️|rocket 🚀|crane 🏗️|anchor ⚓|fuel ⛽|map 🗺️|compass 🧭|pin 📌|
phone 📱|laptop 💻|camera 📷|video 🎥|microphone 🎤|radio 📻|battery 🔋|plug 🔌|bulb 💡|flashlight 🔦|
book 📖|books 📚|newspaper 📰|memo 📝|pencil ✏️|paper 📄|folder 📁|calendar 📅|clipboard 📋|chart 📈|mail ✉️|package 📦|
lock 🔒|unlock 🔓|key 🔑|shield 🛡️|hammer 🔨|wrench 🔧|gear ⚙️|scissors ✂️|paperclip 📎|link 🔗|magnifier 🔍|
bell 🔔|no_bell 🔕|megaphone 📣|loudspeaker 📢|speech 💬|thought 💭|clock 🕒|hourglass ⌛|stopwatch ⏱️|alarm ⏰|
money 💰|euro 💶|card 💳|scales ⚖️|ballot 🗳️|flag 🚩|black_flag 🏴|white_flag 🏳️|trophy 🏆|medal 🏅|target 🎯|dice 🎲|
music 🎵|guitar 🎸|drum 🥁|art 🎨|ball ⚽|balloon 🎈|tada 🎉|gift 🎁|candle 🕯️|medicine 💊|bandage 🩹|syringe 💉|
seven_oclock 🕖|eight_oclock 🕗|nine_oclock 🕘|sunrise 🌅|night 🌃|globe 🌐|bus_stop 🚏|bicycle 🚲|door 🚪|bed 🛏️`;

export interface Emoji {
  readonly name: string;
  readonly sign: string;
}

export const emoji: readonly Emoji[] = TABLE.split('|').map((pair) => {
  const [name = '', sign = ''] = pair.trim().split(' ');
  return { name, sign };
});

/** What is offered first. */
export const QUICK = ['👍', '❤️', '😂', '😢', '🙏', '🎉', '✅', '👀'] as const;

/** Those whose name begins with it first, then those that have it somewhere. */
export function findEmoji(part: string, most: number): readonly Emoji[] {
  const wanted = part.toLowerCase();
  const begins = emoji.filter(({ name }) => name.startsWith(wanted));
  const has = emoji.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...begins, ...has].slice(0, most);
}

/** ":tada:" becomes its sign; other words between colons stay. */
export function replaceNamed(text: string): string {
  return text.replace(/:([a-z0-9_+-]{1,20}):/g, (typed, name: string) => {
    return emoji.find((each) => each.name === name)?.sign ?? typed;
  });
}
